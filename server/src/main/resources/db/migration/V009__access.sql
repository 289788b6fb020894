ALTER TABLE app_user ADD COLUMN deactivated_at timestamptz;

-- The people of an organization, for statements of other features.
CREATE VIEW member WITH (security_invoker = true) AS
    SELECT organization_id, id AS user_id, name, email, role, deactivated_at IS NULL AS active FROM app_user;
GRANT SELECT ON member TO ${appRole}, ${pipelineRole};

-- Whoever can act: what the audit shows of them today.
CREATE VIEW actor WITH (security_invoker = true) AS
    SELECT organization_id, id AS actor_id, name FROM app_user;
GRANT SELECT ON actor TO ${appRole}, ${pipelineRole};

-- Who did what. Added to, never changed or deleted.
CREATE TABLE audit_event (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_kind      text NOT NULL CHECK (actor_kind IN ('USER', 'API_KEY', 'SYSTEM', 'NOBODY')),
    -- of the user or the API key
    actor_id        uuid,
    action          text NOT NULL,
    subject_kind    text NOT NULL,
    subject_id      text NOT NULL,
    address         text,
    detail          jsonb NOT NULL,
    PRIMARY KEY (organization_id, id)
);
-- the list, newest first, by each of its filters
CREATE INDEX audit_event_action ON audit_event (organization_id, action, id);
CREATE INDEX audit_event_actor ON audit_event (organization_id, actor_id, id);
CREATE INDEX audit_event_subject ON audit_event (organization_id, subject_kind, subject_id, id);
SELECT wabs_tenant('audit_event');
REVOKE UPDATE, DELETE ON audit_event FROM ${appRole}, ${pipelineRole};

-- Requests with an Idempotency-Key: committed before they run, answered afterwards.
CREATE TABLE request_key (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    -- who sent it: a key belongs to its user or API key
    principal       text NOT NULL,
    key             text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    -- SHA-256 of method, address and body
    fingerprint     bytea NOT NULL,
    -- the id of what the request makes, whichever run makes it
    first_id        uuid NOT NULL,
    -- of the present run; null when the last one failed
    started_at      timestamptz DEFAULT clock_timestamp(),
    runs            integer NOT NULL DEFAULT 1,
    -- the answer, its body sealed
    status          integer,
    headers         jsonb,
    body            text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, principal, key)
);
-- old keys are deleted
CREATE INDEX request_key_created_at ON request_key (created_at);
SELECT wabs_tenant('request_key');

ALTER TABLE organization ADD COLUMN version integer NOT NULL DEFAULT 1;

-- What each organization decided for itself; the keys and their defaults are the features'.
CREATE TABLE organization_setting (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    key             text NOT NULL,
    -- JSON null: the default again
    value           jsonb NOT NULL,
    version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, key)
);
SELECT wabs_tenant('organization_setting');
