-- The limit program's own tables: as many rows for a message as the product must write, without tenants, partitions and counters.
DROP SCHEMA IF EXISTS limit_program CASCADE;
CREATE SCHEMA limit_program;
CREATE TABLE limit_program.delivery (seq bigint PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE limit_program.message (
    id uuid PRIMARY KEY, attempt smallint NOT NULL DEFAULT 0, wamid text, accepted_at timestamptz,
    sent_at timestamptz, delivered_at timestamptz, read_at timestamptz
) WITH (fillfactor = 50);
CREATE TABLE limit_program.content (message_id uuid PRIMARY KEY, recipient text NOT NULL, parameters jsonb NOT NULL);
CREATE TABLE limit_program.wamid_ref (wamid_hash bigint, message_id uuid, PRIMARY KEY (wamid_hash, message_id));
