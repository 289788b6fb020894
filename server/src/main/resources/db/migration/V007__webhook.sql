-- One log of webhook bodies per writer. A writer is one connection of one node: it numbers its log in commit order, so that
-- a cursor over it misses nothing. Its node processes it; when that node is gone, another one adopts it by lease.
CREATE TABLE webhook_writer (
    writer_id    uuid PRIMARY KEY,
    -- who processes this log
    node         text NOT NULL,
    lease_until  timestamptz NOT NULL,
    -- the cursor: everything up to this number is processed, and nothing older than this day is left
    processed_on date NOT NULL,
    processed_to bigint NOT NULL DEFAULT 0,
    -- the writer's own commits
    alive_at     timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 20);
SELECT wabs_global('webhook_writer');

-- Bodies as Meta sent them, signature checked, byte for byte: jsonb would refuse \u0000. Insert-only; whole days are dropped.
-- The key begins with what the reader asks for; the day only prunes.
CREATE TABLE webhook_delivery (
    received_on date NOT NULL,
    writer_id   uuid NOT NULL,
    seq         bigint NOT NULL,
    app_key     text NOT NULL,
    body        bytea NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (writer_id, seq, received_on)
) PARTITION BY RANGE (received_on);
ALTER TABLE webhook_delivery ALTER COLUMN body SET STORAGE EXTERNAL;
SELECT wabs_global('webhook_delivery');
SELECT wabs_default_partition('webhook_delivery');

-- Elements that could not be read, or whose effects the database refused: a copy each, to be replayed. The organization
-- is all zeros where nobody is known for them.
CREATE TABLE webhook_dead_letter (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    -- made of the content: a repeat is the same dead letter
    id              uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('NOT_JSON', 'NO_ENTRY', 'MALFORMED', 'FAILED')),
    app_key         text NOT NULL,
    waba_id         text NOT NULL,
    phone_number_id text,
    field           text NOT NULL,
    -- a webhook body with this one element
    element         bytea NOT NULL,
    reason          text NOT NULL,
    tries           integer NOT NULL DEFAULT 1,
    received_at     timestamptz NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, id)
);
-- the list, newest first
CREATE INDEX webhook_dead_letter_created_at ON webhook_dead_letter (organization_id, created_at, id);
SELECT wabs_tenant('webhook_dead_letter');

-- Elements whose (app, account, number) belongs to no organization: applied when a connection appears within 7 days.
CREATE TABLE webhook_unrouted (
    app_key         text NOT NULL,
    -- made of the content
    id              uuid NOT NULL,
    waba_id         text NOT NULL,
    phone_number_id text,
    element         bytea NOT NULL,
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (app_key, id)
);
-- what came lately, and what is too old
CREATE INDEX webhook_unrouted_received_at ON webhook_unrouted (received_at);
-- all of one address, in order of arrival
CREATE INDEX webhook_unrouted_address ON webhook_unrouted (app_key, waba_id, phone_number_id, received_at);
SELECT wabs_global('webhook_unrouted');

-- Elements that are understood by nobody here: unknown fields and types, and known ones that no feature asks for. 30 days.
CREATE TABLE webhook_kept (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    -- made of the content
    id              uuid NOT NULL,
    app_key         text NOT NULL,
    waba_id         text NOT NULL,
    phone_number_id text,
    field           text NOT NULL,
    element         bytea NOT NULL,
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
-- the list, newest first
CREATE INDEX webhook_kept_received_at ON webhook_kept (organization_id, received_at, id);
SELECT wabs_tenant('webhook_kept');

-- Makes the days from yesterday to two weeks ahead.
CREATE FUNCTION webhook_days_ahead(today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    FOR step IN -1..14 LOOP
        PERFORM wabs_partition('webhook_delivery', 'received_on', to_char(today + step, 'YYYY_MM_DD'),
            (today + step)::text, (today + step + 1)::text);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION webhook_days_ahead FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_days_ahead TO ${pipelineRole};
SELECT webhook_days_ahead((now() AT TIME ZONE 'UTC')::date);

-- Drops the days before one, but never a day that holds something unprocessed. A detach needs a strong lock (CONCURRENTLY is
-- refused beside a default partition): where a reader holds it up, that day waits for the next run, since whoever waits for
-- that lock stops the intake. Answers how many days went.
CREATE FUNCTION webhook_days_drop(before date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    day record;
    dropped integer := 0;
BEGIN
    PERFORM set_config('lock_timeout', '300ms', true);
    FOR day IN
        SELECT c.relname, to_date(right(c.relname, 10), 'YYYY_MM_DD') AS received_on
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'webhook_delivery'::regclass AND c.relname ~ '^webhook_delivery_\d{4}_\d{2}_\d{2}$'
    LOOP
        CONTINUE WHEN day.received_on >= before;
        CONTINUE WHEN EXISTS (
            SELECT FROM webhook_writer w
             WHERE EXISTS (SELECT FROM webhook_delivery d
                            WHERE d.received_on = day.received_on AND d.writer_id = w.writer_id AND d.seq > w.processed_to));
        BEGIN
            EXECUTE format('ALTER TABLE webhook_delivery DETACH PARTITION %I', day.relname);
            EXECUTE format('DROP TABLE %I', day.relname);
            dropped := dropped + 1;
        EXCEPTION WHEN lock_not_available THEN
            RAISE NOTICE 'webhook day % is being read and waits', day.received_on;
        END;
    END LOOP;
    DELETE FROM webhook_delivery_default d
     WHERE d.received_on < before
       AND NOT EXISTS (SELECT FROM webhook_writer w WHERE w.writer_id = d.writer_id AND d.seq > w.processed_to);
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION webhook_days_drop FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_days_drop TO ${pipelineRole};
