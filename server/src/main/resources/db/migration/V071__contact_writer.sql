-- Who wrote, and when last: one row per person and number, so that no filter goes through messages for it. With the reader's own rights.
CREATE VIEW contact_writer WITH (security_invoker = true) AS
SELECT organization_id, contact_id, phone_number_id, last_at, last_in_at FROM conversation WHERE last_in_at IS NOT NULL;
GRANT SELECT ON contact_writer TO ${appRole}, ${pipelineRole};
