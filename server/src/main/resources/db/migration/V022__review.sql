-- A connection for live events ends with the session that it was opened from.
ALTER TABLE live_ticket ADD COLUMN session_id uuid;

-- Who is signed in, for statements of other features.
CREATE VIEW signed_in_person WITH (security_invoker = true) AS
    SELECT s.organization_id, s.id AS session_id, u.id AS user_id, u.role
      FROM session s
      JOIN app_user u ON u.organization_id = s.organization_id AND u.id = s.user_id
     WHERE u.deactivated_at IS NULL;
GRANT SELECT ON signed_in_person TO ${appRole}, ${pipelineRole};

-- invitations end with the rights of who made them
CREATE INDEX invitation_by ON invitation (organization_id, invited_by);
