ALTER TABLE app_user ADD COLUMN deactivated_at timestamptz, ADD COLUMN version integer NOT NULL DEFAULT 1;

-- Where somebody is signed in. Its refresh tokens follow each other; all end with it.
CREATE TABLE session (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    user_id         uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    used_at         timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    address         text,
    client          text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES app_user (organization_id, id) ON DELETE CASCADE
);
-- the sessions of one user: shown to them, ended together
CREATE INDEX session_of_user ON session (organization_id, user_id);
-- expired ones are deleted
CREATE INDEX session_expires_at ON session (expires_at);
SELECT wabs_tenant('session');
INSERT INTO session (organization_id, id, user_id, created_at, used_at, expires_at)
SELECT organization_id, family, user_id, now(), now(), max(expires_at) FROM refresh_token GROUP BY organization_id, family, user_id;
ALTER TABLE refresh_token ADD FOREIGN KEY (organization_id, family) REFERENCES session (organization_id, id) ON DELETE CASCADE;

-- One-time links. Only hashes of their tokens are kept.
CREATE TABLE invitation (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    email           text NOT NULL CHECK (email = lower(email)),
    role            text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MANAGER', 'AGENT')),
    invited_by      uuid NOT NULL,
    token_hash      bytea NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX invitation_token_hash ON invitation (token_hash);
-- one for each address
CREATE UNIQUE INDEX invitation_email ON invitation (organization_id, email);
SELECT wabs_tenant('invitation');

CREATE TABLE password_reset (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    user_id         uuid NOT NULL,
    token_hash      bytea NOT NULL,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES app_user (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX password_reset_token_hash ON password_reset (token_hash);
-- all of one user end with the first that is used
CREATE INDEX password_reset_user ON password_reset (organization_id, user_id);
SELECT wabs_tenant('password_reset');

-- Links by which somebody becomes the first owner; none once there is an organization.
CREATE TABLE setup_link (
    token_hash bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
SELECT wabs_global('setup_link');

-- Programs. A revoked key stays, for the audit that names it.
CREATE TABLE api_key (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    name            text NOT NULL,
    token_hash      bytea NOT NULL,
    -- the last characters, to tell keys apart
    hint            text NOT NULL,
    permissions     text[] NOT NULL,
    created_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, created_by) REFERENCES app_user (organization_id, id)
);
CREATE UNIQUE INDEX api_key_token_hash ON api_key (token_hash);
SELECT wabs_tenant('api_key');

-- Failed logins by e-mail address and by IP address, as hashes.
CREATE TABLE login_throttle (
    subject       bytea PRIMARY KEY,
    failures      integer NOT NULL,
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz,
    -- whether the audit knows of the present time of waiting
    told          boolean NOT NULL DEFAULT false
);
SELECT wabs_global('login_throttle');

-- The people of an organization, for statements of other features.
CREATE VIEW member WITH (security_invoker = true) AS
    SELECT organization_id, id AS user_id, name, email, role, deactivated_at IS NULL AS active FROM app_user;
GRANT SELECT ON member TO ${appRole}, ${pipelineRole};

-- Whoever can act: what the audit shows of them today.
CREATE VIEW actor WITH (security_invoker = true) AS
    SELECT organization_id, id AS actor_id, name FROM app_user
    UNION ALL
    SELECT organization_id, id, name FROM api_key;
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
