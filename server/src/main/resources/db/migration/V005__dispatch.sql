-- One row per phone number: who sends for it (a lease with an epoch, judged by this database's clock), and when its next
-- message may leave, so that pacing survives the owner.
CREATE TABLE lane (
    phone_number_id text PRIMARY KEY,
    organization_id uuid NOT NULL,
    owner           text,
    epoch           bigint NOT NULL DEFAULT 0,
    expires_at      timestamptz NOT NULL DEFAULT '-infinity',
    next_slot       timestamptz NOT NULL DEFAULT '-infinity',
    interval_us     integer NOT NULL DEFAULT 16667 CHECK (interval_us > 0),
    paused_until    timestamptz NOT NULL DEFAULT '-infinity',
    pause_code      integer,
    pause_reason    text
) WITH (fillfactor = 20);
SELECT wabs_global('lane');

-- A campaign's part on one number: the gate that the claim asks, and how far its queue (the messages in id order) is done.
CREATE TABLE campaign_lane (
    phone_number_id text NOT NULL,
    campaign_id     uuid NOT NULL,
    organization_id uuid NOT NULL,
    state           text NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'CANCELLED', 'DONE')),
    position        uuid NOT NULL,
    last_id         uuid NOT NULL,
    -- template snapshot: what is sent is frozen
    template        jsonb NOT NULL,
    PRIMARY KEY (phone_number_id, campaign_id)
) WITH (fillfactor = 50);
-- gate and counts of one campaign
CREATE INDEX campaign_lane_campaign ON campaign_lane (organization_id, campaign_id);
SELECT wabs_global('campaign_lane');

-- What is to be sent outside a campaign's order: replies, single sends (priority 0), retries and hand-backs (1). Small, read
-- from its start.
CREATE TABLE send_due (
    phone_number_id text NOT NULL,
    priority        smallint NOT NULL,
    not_before      timestamptz NOT NULL,
    message_id      uuid NOT NULL,
    organization_id uuid NOT NULL,
    campaign_id     uuid,
    PRIMARY KEY (phone_number_id, priority, not_before, message_id)
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
-- does a campaign still have work?
CREATE INDEX send_due_campaign ON send_due (organization_id, campaign_id);
-- removal when a message is settled otherwise
CREATE INDEX send_due_message ON send_due (organization_id, message_id);
SELECT wabs_global('send_due');

-- Messages handed to a sender and not yet answered. What a past epoch leaves here is in doubt.
CREATE TABLE in_flight (
    organization_id uuid NOT NULL,
    message_id      uuid NOT NULL,
    attempt         smallint NOT NULL,
    phone_number_id text NOT NULL,
    campaign_id     uuid,
    epoch           bigint NOT NULL,
    slot            timestamptz NOT NULL,
    claimed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    doubt_since     timestamptz,
    -- intake_clock.beats when the doubt began
    doubt_beat      bigint,
    doubt_reason    text,
    PRIMARY KEY (organization_id, message_id, attempt)
) WITH (fillfactor = 70, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
-- what did the former owner leave?
CREATE INDEX in_flight_lane ON in_flight (phone_number_id, epoch);
-- is a campaign still sending?
CREATE INDEX in_flight_campaign ON in_flight (organization_id, campaign_id);
-- what is in doubt?
CREATE INDEX in_flight_doubt ON in_flight (doubt_since) WHERE doubt_since IS NOT NULL;
SELECT wabs_global('in_flight');

-- Messaging limit of a business portfolio: distinct people reached outside a service window in the last 24 hours.
CREATE TABLE portfolio (
    portfolio_id text PRIMARY KEY,
    reached      bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);
SELECT wabs_global('portfolio');

CREATE TABLE portfolio_reach (
    portfolio_id  text NOT NULL,
    recipient_key text NOT NULL,
    reached_at    timestamptz NOT NULL,
    PRIMARY KEY (portfolio_id, recipient_key)
) WITH (fillfactor = 70);
SELECT wabs_global('portfolio_reach');
-- gives room back: who was reached more than 24 hours ago?
CREATE INDEX portfolio_reach_reached_at ON portfolio_reach (portfolio_id, reached_at);

-- Seconds, as observed, during which webhooks could come in. Doubt is measured in these beats, so that neither a jump of
-- the clock nor an outage counts as silence.
CREATE TABLE intake_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    beats    bigint NOT NULL DEFAULT 0,
    beat_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- beats when the last gap ended, and how long that gap was
    gap_beat    bigint NOT NULL DEFAULT 0,
    gap_seconds bigint NOT NULL DEFAULT 0,
    gap_ended_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 20);
INSERT INTO intake_clock (beats) VALUES (0);
SELECT wabs_global('intake_clock');
