ALTER TABLE app_user ADD COLUMN deactivated_at timestamptz;

-- The people of an organization, for statements of other features.
CREATE VIEW member WITH (security_invoker = true) AS
    SELECT organization_id, id AS user_id, name, email, role, deactivated_at IS NULL AS active FROM app_user;
GRANT SELECT ON member TO ${appRole}, ${pipelineRole};
