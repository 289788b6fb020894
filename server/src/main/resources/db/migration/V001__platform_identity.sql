-- The organization that the current transaction may see; null when none is set.
CREATE FUNCTION wabs_organization() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

-- Makes a table (or partition parent) a tenant's: requests see the bound organization only, the pipeline and the
-- owner see all. Row-level security is forced, so that owning the table is no way round it.
CREATE FUNCTION wabs_tenant(tenant_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
        'CREATE POLICY organization ON %s TO ${appRole} USING (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
        tenant_table);
    EXECUTE format('CREATE POLICY pipeline ON %s TO ${pipelineRole}, CURRENT_USER USING (true)', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${appRole}, ${pipelineRole}', tenant_table);
END $$;

-- A table of the installation, not of a tenant: the pipeline's alone.
CREATE FUNCTION wabs_global(global_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', global_table);
    EXECUTE format('CREATE POLICY pipeline ON %s TO ${pipelineRole}, CURRENT_USER USING (true)', global_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${pipelineRole}', global_table);
END $$;

-- Smallest id of UUIDv7 form at a time: the bound of a partition or of a search by time.
CREATE FUNCTION wabs_uuid_floor(at timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- A UUIDv7 made of a time and a hash: the same inputs give the same id, so a primary key forbids a second row.
CREATE FUNCTION wabs_uuid_of(at timestamptz, hash uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
            || '7' || substr(replace(hash::text, '-', ''), 1, 3)
            || '8' || substr(replace(hash::text, '-', ''), 4, 15))::uuid;

-- Makes one partition and attaches it with a weak lock: LIKE, CHECK, ATTACH. Rows that the default partition caught
-- for its range move into it. No grants and no policies: a partition is never read by itself.
CREATE FUNCTION wabs_partition(parent regclass, key_column text, suffix text, lower_bound text, upper_bound text)
    RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    partition_name text := parent::text || '_' || suffix;
BEGIN
    IF to_regclass(partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM set_config('lock_timeout', '3s', true);
    EXECUTE format('CREATE TABLE %I (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING GENERATED)', partition_name, parent);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('CREATE POLICY mover ON %I TO CURRENT_USER USING (true)', partition_name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I >= %L AND %I < %L)',
        partition_name, partition_name || '_bounds', key_column, lower_bound, key_column, upper_bound);
    EXECUTE format('LOCK TABLE %s_default IN SHARE ROW EXCLUSIVE MODE', parent);
    EXECUTE format('WITH moved AS (DELETE FROM %s_default WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        parent, key_column, lower_bound, key_column, upper_bound, partition_name);
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, partition_name, lower_bound, upper_bound);
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', partition_name, partition_name || '_bounds');
    RETURN true;
END $$;

-- Registers a default partition, under row-level security like every partition.
CREATE FUNCTION wabs_default_partition(parent regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %s_default PARTITION OF %s DEFAULT', parent, parent);
    EXECUTE format('ALTER TABLE %s_default ENABLE ROW LEVEL SECURITY', parent);
    EXECUTE format('ALTER TABLE %s_default FORCE ROW LEVEL SECURITY', parent);
    EXECUTE format('CREATE POLICY mover ON %s_default TO CURRENT_USER USING (true)', parent);
END $$;

GRANT USAGE ON SCHEMA public TO ${appRole}, ${pipelineRole};

CREATE TABLE organization (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
CREATE POLICY organization ON organization TO ${appRole} USING (id = nullif(current_setting('app.organization_id', true), '')::uuid);
CREATE POLICY pipeline ON organization TO ${pipelineRole}, CURRENT_USER USING (true);
GRANT SELECT, UPDATE ON organization TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON organization TO ${pipelineRole};

CREATE TABLE app_user (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    email           text NOT NULL CHECK (email = lower(email)),
    name            text NOT NULL,
    role            text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MANAGER', 'AGENT')),
    password_hash   text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
);
-- login: who has this address, whatever the organization
CREATE UNIQUE INDEX app_user_email ON app_user (email);
SELECT wabs_tenant('app_user');

CREATE TABLE refresh_token (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    user_id         uuid NOT NULL,
    family          uuid NOT NULL,
    token_hash      bytea NOT NULL,
    -- the successor's token, sealed: within ten seconds a second tab gets the same one
    successor       text,
    used_at         timestamptz,
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES app_user (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash);
-- reuse detection ends a whole family
CREATE INDEX refresh_token_family ON refresh_token (organization_id, family);
-- expired tokens are deleted
CREATE INDEX refresh_token_expires_at ON refresh_token (expires_at);
SELECT wabs_tenant('refresh_token');

CREATE TABLE job (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    kind            text NOT NULL,
    state           text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    total           bigint,
    done            bigint NOT NULL DEFAULT 0,
    refused         bigint NOT NULL DEFAULT 0,
    result          jsonb,
    error           text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    finished_at     timestamptz,
    PRIMARY KEY (organization_id, id)
);
SELECT wabs_tenant('job');

-- db-scheduler's own table, as its documentation gives it
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
SELECT wabs_global('scheduled_tasks');

-- Nodes that are up, for the fair share of lanes.
CREATE TABLE node (
    id       text PRIMARY KEY,
    alive_at timestamptz NOT NULL
);
SELECT wabs_global('node');

-- Which database this was at the last start; another identity means a restore or a failover (engine.md, B8).
CREATE TABLE database_identity (
    only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    system_identifier bigint NOT NULL,
    timeline_id       bigint NOT NULL
);
SELECT wabs_global('database_identity');
