-- Every message, in and out: what it is and what Meta reported of it. Facts are set once; the status follows from them
-- (message_status). No index and no index predicate names a column that changes, and half of each page is left free, so
-- that updates stay HOT. No foreign keys: a test finds orphans.
CREATE TABLE message (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    campaign_id     uuid,
    phone_number_id text NOT NULL,
    contact_id      uuid NOT NULL,
    recipient_key   text NOT NULL,
    outbound        boolean NOT NULL,
    category        text NOT NULL CHECK (category IN ('MARKETING', 'UTILITY', 'AUTHENTICATION', 'SERVICE')),
    -- wanted > attempt: it stands in a queue
    wanted          smallint NOT NULL DEFAULT 0,
    attempt         smallint NOT NULL DEFAULT 0,
    resent          boolean NOT NULL DEFAULT false,
    -- newest attempt that Meta reported as failed or refused
    failed_attempt  smallint,
    -- newest attempt of which nobody knows whether it was sent
    doubt_attempt   smallint,
    -- a bit per attempt that Meta reported as sent: two bits are a duplicate
    reported        integer NOT NULL DEFAULT 0,
    error_code      integer,
    accepted_at     timestamptz,
    held_at         timestamptz,
    sent_at         timestamptz,
    delivered_at    timestamptz,
    read_at         timestamptz,
    failed_at       timestamptz,
    cancelled_at    timestamptz,
    replied_at      timestamptz,
    skipped         text,
    wamid           text,
    PRIMARY KEY (organization_id, id)
) PARTITION BY RANGE (id);
-- a campaign's queue, its recipients page and its recount
CREATE INDEX message_campaign ON message (organization_id, campaign_id, phone_number_id, id);
-- everything of one person; the latest campaign message before an answer
CREATE INDEX message_contact ON message (organization_id, contact_id, id);
SELECT wabs_tenant('message');
SELECT wabs_default_partition('message');
ALTER TABLE message_default SET (fillfactor = 50);

-- The one place where a status is computed from facts.
CREATE FUNCTION message_status(m message) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN NOT m.outbound THEN 'RECEIVED'
        WHEN m.read_at IS NOT NULL THEN 'READ'
        WHEN m.delivered_at IS NOT NULL THEN 'DELIVERED'
        WHEN m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt THEN 'FAILED'
        WHEN m.sent_at IS NOT NULL THEN 'SENT'
        WHEN m.skipped IS NOT NULL THEN 'SKIPPED'
        WHEN m.cancelled_at IS NOT NULL THEN 'CANCELLED'
        WHEN m.accepted_at IS NOT NULL AND m.held_at IS NOT NULL THEN 'HELD'
        WHEN m.accepted_at IS NOT NULL THEN 'ACCEPTED'
        WHEN m.wanted > m.attempt THEN 'QUEUED'
        WHEN m.doubt_attempt = m.attempt THEN 'IN_DOUBT'
        ELSE 'SENDING'
    END;

-- What a message counts as in its campaign's figures, one bit a figure, in the order of campaign_count's columns. Like the
-- status it follows from the facts alone; the change of a message is the difference of two of these.
CREATE FUNCTION message_figures(m message) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 1
        + 2 * (m.skipped IS NOT NULL)::integer
        + 4 * (m.accepted_at IS NOT NULL)::integer
        + 8 * (m.accepted_at IS NOT NULL AND m.held_at IS NOT NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL
               AND m.read_at IS NULL AND m.failed_at IS NULL)::integer
        + 16 * (m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL)::integer
        + 32 * (m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL)::integer
        + 64 * (m.read_at IS NOT NULL)::integer
        + 128 * (m.replied_at IS NOT NULL)::integer
        + 256 * (m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
                 AND m.delivered_at IS NULL AND m.read_at IS NULL)::integer
        + 512 * (m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
                 AND m.accepted_at IS NULL)::integer
        + 1024 * (m.cancelled_at IS NOT NULL)::integer
        + 2048 * (m.reported & (m.reported - 1) <> 0)::integer
        + 4096 * (message_status(m) = 'IN_DOUBT')::integer;

-- What a message says: written once with it, never updated.
CREATE TABLE message_content (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    message_id      uuid NOT NULL,
    recipient       text NOT NULL,
    -- a campaign's: the parameter values, aligned with the slots of the campaign's template snapshot;
    -- otherwise the whole content
    parameters      jsonb,
    content         jsonb,
    PRIMARY KEY (organization_id, message_id)
) PARTITION BY RANGE (message_id);
SELECT wabs_tenant('message_content');
SELECT wabs_default_partition('message_content');

-- From Meta's id to ours: quoted replies, reactions, statuses without our callback data. Insert-only.
CREATE TABLE wamid_ref (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    wamid_hash      bigint NOT NULL,
    message_id      uuid NOT NULL,
    attempt         smallint NOT NULL,
    PRIMARY KEY (organization_id, wamid_hash, message_id)
) PARTITION BY RANGE (message_id);
SELECT wabs_tenant('wamid_ref');
SELECT wabs_default_partition('wamid_ref');

-- People whom an attempt failed, with Meta's code. Insert-only: serves the report by code.
CREATE TABLE message_failure (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    campaign_id     uuid NOT NULL,
    message_id      uuid NOT NULL,
    attempt         smallint NOT NULL,
    code            integer NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, message_id, attempt)
);
SELECT wabs_tenant('message_failure');

-- The unusual in a message's life (retry, doubt, refusal, hand-back); the usual times are columns of message.
CREATE TABLE message_event (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    message_id      uuid NOT NULL,
    at              timestamptz NOT NULL,
    kind            text NOT NULL,
    attempt         smallint NOT NULL DEFAULT 0,
    code            integer,
    detail          text,
    PRIMARY KEY (organization_id, message_id, at, kind)
) PARTITION BY RANGE (message_id);
SELECT wabs_tenant('message_event');
SELECT wabs_default_partition('message_event');

-- A campaign's figures, a row per writer so that writers do not wait for each other; summed on read. Written by the
-- statement that changes the messages; a test recounts.
CREATE TABLE campaign_count (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    campaign_id     uuid NOT NULL,
    slot            smallint NOT NULL,
    planned         bigint NOT NULL DEFAULT 0,
    skipped         bigint NOT NULL DEFAULT 0,
    accepted        bigint NOT NULL DEFAULT 0,
    held            bigint NOT NULL DEFAULT 0,
    sent            bigint NOT NULL DEFAULT 0,
    delivered       bigint NOT NULL DEFAULT 0,
    read            bigint NOT NULL DEFAULT 0,
    replied         bigint NOT NULL DEFAULT 0,
    failed          bigint NOT NULL DEFAULT 0,
    -- of the failed: refused before Meta had taken them
    refused         bigint NOT NULL DEFAULT 0,
    cancelled       bigint NOT NULL DEFAULT 0,
    duplicated      bigint NOT NULL DEFAULT 0,
    in_doubt        bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, campaign_id, slot)
) WITH (fillfactor = 20);
SELECT wabs_tenant('campaign_count');

-- Makes the monthly partitions of message and what belongs to it, from last month to three months ahead.
CREATE FUNCTION message_partitions_ahead(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE
    month_start timestamptz;
    suffix text;
    key record;
BEGIN
    FOR step IN -1..3 LOOP
        month_start := date_trunc('month', today) + make_interval(months => step);
        suffix := to_char(month_start, 'YYYY_MM');
        FOR key IN SELECT * FROM (VALUES ('message', 'id'), ('message_content', 'message_id'), ('wamid_ref', 'message_id'),
                                         ('message_event', 'message_id')) AS k(parent, key_column) LOOP
            PERFORM wabs_partition(key.parent::regclass, key.key_column, suffix,
                wabs_uuid_floor(month_start)::text, wabs_uuid_floor(month_start + interval '1 month')::text);
        END LOOP;
        EXECUTE format('ALTER TABLE %I SET (fillfactor = 50)', 'message_' || suffix);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION message_partitions_ahead FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_partitions_ahead TO ${pipelineRole};
SELECT message_partitions_ahead(now());
