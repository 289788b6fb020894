-- Something about a person or a message, and no message of the person's: a reaction, a new number, a message taken back. It
-- answers nothing and opens no customer service window.
ALTER TABLE message ADD COLUMN notice boolean NOT NULL DEFAULT false;

-- What one person and one of our numbers have to say to each other.
CREATE TABLE conversation (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    contact_id      uuid NOT NULL,
    phone_number_id text COLLATE "C" NOT NULL,
    status          text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'SNOOZED', 'RESOLVED')),
    assignee_id     uuid,
    snoozed_until   timestamptz,
    -- newest message of either side, and what the list shows of it
    last_at         timestamptz NOT NULL,
    last_id         uuid,
    last_type       text,
    last_outbound   boolean,
    last_words      text,
    last_in_at      timestamptz,
    last_in_wamid   text,
    last_out_at     timestamptz,
    window_ends_at  timestamptz,
    -- how many messages of the person arrived; how many of them were there when somebody last looked, last answered.
    -- By arrival, not by Meta's time: nobody has seen what came late.
    arrived         integer NOT NULL DEFAULT 0,
    seen            integer NOT NULL DEFAULT 0,
    answered        integer NOT NULL DEFAULT 0,
    unread          integer NOT NULL GENERATED ALWAYS AS (arrived - seen) STORED,
    -- when the first message was written that is not answered yet
    unreplied_since timestamptz,
    -- our last message failed
    failed_at       timestamptz,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, id),
    CHECK (arrived >= seen AND arrived >= answered),
    CHECK ((status = 'SNOOZED') = (snoozed_until IS NOT NULL))
) WITH (fillfactor = 70);
-- one per person and number
CREATE UNIQUE INDEX conversation_of ON conversation (organization_id, contact_id, phone_number_id);
-- the list, newest first: all of them, by status, by agent, by number
CREATE INDEX conversation_last ON conversation (organization_id, last_at, id);
CREATE INDEX conversation_status ON conversation (organization_id, status, last_at, id);
CREATE INDEX conversation_assignee ON conversation (organization_id, assignee_id, status, last_at, id);
CREATE INDEX conversation_number ON conversation (organization_id, phone_number_id, last_at, id);
-- the tabs: each holds few
CREATE INDEX conversation_unread ON conversation (organization_id, last_at, id) WHERE unread > 0;
CREATE INDEX conversation_unreplied ON conversation (organization_id, last_at, id) WHERE unreplied_since IS NOT NULL;
CREATE INDEX conversation_failed ON conversation (organization_id, last_at, id) WHERE failed_at IS NOT NULL;
CREATE INDEX conversation_closing ON conversation (organization_id, window_ends_at) WHERE unreplied_since IS NOT NULL;
-- whose time has come, of any organization
CREATE INDEX conversation_snoozed ON conversation (snoozed_until) WHERE status = 'SNOOZED';
SELECT wabs_tenant('conversation');

-- What stands in a conversation, in order: messages, notes and events, by reference. A campaign's message is added when the
-- person answers it.
CREATE TABLE conversation_item (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    conversation_id uuid NOT NULL,
    at              timestamptz NOT NULL,
    id              uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('MESSAGE', 'NOTE', 'EVENT')),
    -- which of the person's messages it was
    arrival         integer,
    -- for search, as contact.name_search is; null where there are no words
    words           text COLLATE "C",
    PRIMARY KEY (organization_id, conversation_id, at, id)
) PARTITION BY RANGE (at);
-- in which conversation does this message stand?
CREATE INDEX conversation_item_id ON conversation_item (organization_id, id);
-- searches of three letters and more in what was said (conversation_search)
CREATE INDEX conversation_item_words ON conversation_item USING gin (organization_id, words gin_trgm_ops) WHERE words IS NOT NULL;
-- the newest of what was said: a search for something frequent ends there
CREATE INDEX conversation_item_newest ON conversation_item (organization_id, at) WHERE words IS NOT NULL;
SELECT wabs_tenant('conversation_item');
SELECT wabs_default_partition('conversation_item');

CREATE FUNCTION conversation_partitions_ahead(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE
    month_start timestamptz;
BEGIN
    FOR step IN -1..3 LOOP
        month_start := date_trunc('month', today) + make_interval(months => step);
        PERFORM wabs_partition('conversation_item', 'at', to_char(month_start, 'YYYY_MM'),
            month_start::text, (month_start + interval '1 month')::text);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION conversation_partitions_ahead FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conversation_partitions_ahead TO ${pipelineRole};
SELECT conversation_partitions_ahead(now());

-- Conversations in which something was said that matches a pattern of LIKE, by the newest such words. With the owner's
-- rights, because under row-level security an index does not serve LIKE; so it looks at the bound organization only, by
-- itself. What is frequent is found among the newest 4,000 already; the rest by trigrams, month by month.
CREATE FUNCTION conversation_search(pattern text, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    hits  uuid[];
    more  uuid[];
    above timestamptz := 'infinity';
    below timestamptz := date_trunc('month', now());
BEGIN
    SELECT array_agg(n.conversation_id) INTO hits
      FROM (SELECT i.conversation_id, i.words FROM conversation_item i
             WHERE i.organization_id = wabs_organization() AND i.words IS NOT NULL
             ORDER BY i.at DESC LIMIT 4000) n
     WHERE n.words LIKE pattern;
    IF coalesce(cardinality(hits), 0) < most THEN
        hits := '{}';
        FOR month IN 1..13 LOOP
            SELECT array_agg(n.conversation_id) INTO more
              FROM (SELECT i.conversation_id FROM conversation_item i
                     WHERE i.organization_id = wabs_organization() AND i.words LIKE pattern AND i.at >= below AND i.at < above
                     ORDER BY i.at DESC LIMIT most) n;
            hits := hits || more;
            EXIT WHEN cardinality(hits) >= most;
            above := below;
            below := CASE WHEN month = 12 THEN '-infinity' ELSE below - interval '1 month' END;
        END LOOP;
    END IF;
    RETURN QUERY SELECT DISTINCT unnest(hits[1:most]);
END $$;
REVOKE ALL ON FUNCTION conversation_search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conversation_search TO ${appRole}, ${pipelineRole};

-- What people of the organization write down for each other.
CREATE TABLE conversation_note (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    conversation_id uuid NOT NULL,
    author_id       uuid NOT NULL,
    body            text NOT NULL CHECK (length(body) BETWEEN 1 AND 4096),
    at              timestamptz NOT NULL,
    edited_at       timestamptz,
    version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
SELECT wabs_tenant('conversation_note');

-- What happened to a conversation beside messages. Insert-only.
CREATE TABLE conversation_event (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    conversation_id uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('ASSIGNED', 'UNASSIGNED', 'RESOLVED', 'REOPENED', 'SNOOZED', 'WOKEN', 'OPTED_OUT', 'OPTED_IN', 'MERGED')),
    -- who did it; null: the person written to, or the program
    actor_id        uuid,
    -- to whom it was assigned
    user_id         uuid,
    -- until when it sleeps
    until           timestamptz,
    PRIMARY KEY (organization_id, id)
);
SELECT wabs_tenant('conversation_event');

-- The newest reaction of either side to a message, known by Meta's id of it: a reaction may come before its message.
CREATE TABLE message_reaction (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    wamid_hash      bigint NOT NULL,
    outbound        boolean NOT NULL,
    -- null: taken back
    emoji           text,
    at              timestamptz NOT NULL,
    -- the message that brought it; tells which of one second is kept
    source_id       uuid NOT NULL,
    PRIMARY KEY (organization_id, wamid_hash, outbound)
);
SELECT wabs_tenant('message_reaction');

CREATE TABLE conversation_tag (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    tag             text COLLATE "C" NOT NULL CHECK (length(tag) BETWEEN 1 AND 60),
    conversation_id uuid NOT NULL,
    PRIMARY KEY (organization_id, tag, conversation_id)
);
-- the tags of one conversation
CREATE INDEX conversation_tag_conversation ON conversation_tag (organization_id, conversation_id);
SELECT wabs_tenant('conversation_tag');

-- Answers that are written often.
CREATE TABLE canned_reply (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    shortcut        text COLLATE "C" NOT NULL CHECK (shortcut ~ '^[a-z0-9_-]{1,40}$'),
    body            text NOT NULL CHECK (length(body) BETWEEN 1 AND 4096),
    created_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
-- one reply of a shortcut
CREATE UNIQUE INDEX canned_reply_shortcut ON canned_reply (organization_id, shortcut);
SELECT wabs_tenant('canned_reply');

-- Who takes new conversations in turn, and whose turn was when: the lowest is next.
CREATE TABLE agent_turn (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    user_id         uuid NOT NULL,
    available       boolean NOT NULL,
    turn            bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, user_id)
);
SELECT wabs_tenant('agent_turn');

-- The last turn given; its lock makes two nodes give one after the other.
CREATE TABLE assignment_turn (
    organization_id uuid PRIMARY KEY DEFAULT wabs_organization(),
    turn            bigint NOT NULL DEFAULT 0
);
SELECT wabs_tenant('assignment_turn');

-- Files: uploaded by users, or sent by customers and fetched from Meta.
CREATE TABLE media (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    state           text NOT NULL CHECK (state IN ('WAITING', 'STORED', 'FAILED')),
    -- of the bytes, hex; null until they are here
    sha256          text,
    size            bigint,
    mime_type       text NOT NULL,
    file_name       text,
    created_by      uuid,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- a customer's: the message, Meta's id, the number it came to, the hash that Meta gave
    message_id      uuid,
    meta_id         text,
    phone_number_id text,
    meta_sha256     text,
    -- the download: when it is tried next (a claim puts it off), how often it was, why the last try failed
    next_try_at     timestamptz,
    tries           integer NOT NULL DEFAULT 0,
    problem         text,
    PRIMARY KEY (organization_id, id),
    CHECK (state <> 'STORED' OR sha256 IS NOT NULL AND size IS NOT NULL),
    CHECK ((state = 'WAITING') = (next_try_at IS NOT NULL))
);
-- the media of messages
CREATE INDEX media_message ON media (organization_id, message_id) WHERE message_id IS NOT NULL;
-- what is to be fetched, of any organization
CREATE INDEX media_waiting ON media (next_try_at) WHERE state = 'WAITING';
SELECT wabs_tenant('media');

-- Bytes by their hash, in pieces: every node reads them here, and equal files are kept once.
CREATE TABLE media_piece (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    sha256          text COLLATE "C" NOT NULL,
    n               integer NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organization_id, sha256, n)
);
ALTER TABLE media_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
SELECT wabs_tenant('media_piece');

-- Where Meta has a file: an id belongs to the number that uploaded it and lives 30 days.
CREATE TABLE media_upload (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    sha256          text COLLATE "C" NOT NULL,
    mime_type       text COLLATE "C" NOT NULL,
    phone_number_id text COLLATE "C" NOT NULL,
    meta_id         text NOT NULL,
    uploaded_at     timestamptz NOT NULL,
    PRIMARY KEY (organization_id, sha256, mime_type, phone_number_id)
);
SELECT wabs_tenant('media_upload');

-- Names of campaigns and their frozen templates, for the messages of theirs that people answer. With the reader's own
-- rights.
CREATE VIEW campaign_source WITH (security_invoker = true) AS
SELECT organization_id, id AS campaign_id, name, template FROM campaign;
GRANT SELECT ON campaign_source TO ${appRole}, ${pipelineRole};

-- What conversations show of messages, and which message Meta's id stands for. With the reader's own rights.
CREATE VIEW conversation_message WITH (security_invoker = true) AS
SELECT m.organization_id, m.id, m.contact_id, m.phone_number_id, m.campaign_id, m.outbound, m.notice, m.wamid, m.error_code, m.attempt,
       m.accepted_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at, m.replied_at,
       message_status(m) AS status, c.parameters, c.content
  FROM message m LEFT JOIN message_content c ON c.organization_id = m.organization_id AND c.message_id = m.id;
CREATE VIEW message_of_wamid WITH (security_invoker = true) AS
SELECT organization_id, wamid_hash, message_id FROM wamid_ref;
GRANT SELECT ON conversation_message, message_of_wamid TO ${appRole}, ${pipelineRole};

-- The file that came with a message. With the reader's own rights.
CREATE VIEW media_of_message WITH (security_invoker = true) AS
SELECT organization_id, message_id, id, state, mime_type, file_name, size, problem FROM media WHERE message_id IS NOT NULL;
GRANT SELECT ON media_of_message TO ${appRole}, ${pipelineRole};
