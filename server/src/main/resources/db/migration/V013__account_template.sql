-- Counts the changes of a template, so that two editors do not overwrite each other.
ALTER TABLE template ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE waba
    -- what people here call it
    ADD COLUMN label                text CHECK (length(label) BETWEEN 1 AND 200),
    ADD COLUMN version              integer NOT NULL DEFAULT 1,
    -- what Meta told of the token when it was last asked
    ADD COLUMN token_checked_at     timestamptz,
    ADD COLUMN token_expires_at     timestamptz,
    ADD COLUMN token_missing_scopes text[] NOT NULL DEFAULT '{}';
ALTER TABLE phone_number
    -- AVAILABLE, LIMITED or BLOCKED, and why
    ADD COLUMN health        text,
    ADD COLUMN health_detail text;

CREATE OR REPLACE VIEW sender_number WITH (security_invoker = true) AS
SELECT n.organization_id, n.phone_number_id, n.waba_id, n.display_phone_number, n.verified_name, n.quality,
       n.messages_per_second, w.portfolio_id, w.messaging_limit,
       CASE WHEN w.login_needed IS NOT NULL THEN w.login_needed
            WHEN w.restriction IS NOT NULL THEN w.restriction
            WHEN n.status IS DISTINCT FROM 'CONNECTED'
                THEN 'Meta shows this number as ' || coalesce(n.status, 'unknown') || '; only CONNECTED numbers send. See WhatsApp Manager.'
            WHEN n.health = 'BLOCKED'
                THEN coalesce(n.health_detail, 'Meta blocks sending from this number. See WhatsApp Manager.')
       END AS not_ready_reason
  FROM connection c
  JOIN phone_number n ON (n.organization_id, n.phone_number_id, n.waba_id) = (c.organization_id, c.phone_number_id, c.waba_id)
  JOIN waba w ON (w.organization_id, w.waba_id) = (c.organization_id, c.waba_id)
 WHERE c.valid_to IS NULL AND w.disconnected_at IS NULL;

-- For the doctor: when each log of webhooks got its last one, and what the schema is.
CREATE VIEW webhook_latest WITH (security_invoker = true) AS
SELECT w.writer_id, d.received_at
  FROM webhook_writer w
 CROSS JOIN LATERAL (SELECT received_at FROM webhook_delivery WHERE writer_id = w.writer_id ORDER BY seq DESC LIMIT 1) d;
GRANT SELECT ON webhook_latest TO ${pipelineRole};
GRANT SELECT ON flyway_schema_history TO ${pipelineRole};

-- The language of the template that this person gets, where it is not the campaign's own.
ALTER TABLE message_content ADD COLUMN language text;
