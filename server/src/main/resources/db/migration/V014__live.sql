-- What changed, numbered in the order in which it was committed: whoever writes here holds an advisory lock from before the
-- number is taken until the commit, so a reader who has seen a number has seen all before it. Kept for an hour. Without an
-- organization: everybody should read again, since a node may have died with changes untold.
CREATE TABLE live_event (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id uuid,
    subject         text CHECK ((subject IS NULL) = (organization_id IS NULL)),
    -- of the rows; empty: any of them
    ids             uuid[] NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- old ones are deleted
CREATE INDEX live_event_at ON live_event (at);
SELECT wabs_global('live_event');

-- One-time tickets for the WebSocket: half a minute, on any node.
CREATE TABLE live_ticket (
    token_hash      bytea PRIMARY KEY,
    organization_id uuid NOT NULL,
    user_id         uuid NOT NULL,
    role            text NOT NULL,
    permissions     text[] NOT NULL,
    api_key         boolean NOT NULL,
    expires_at      timestamptz NOT NULL
);
-- those never used are deleted
CREATE INDEX live_ticket_expires_at ON live_ticket (expires_at);
SELECT wabs_global('live_ticket');
