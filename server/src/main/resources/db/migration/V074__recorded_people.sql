-- How many people opted out is told by the opt-outs of their kind (POST /api/audiences/preview); the key begins with the person.
CREATE INDEX suppression_category ON suppression (organization_id, category, recipient_key);

-- Messages of campaigns that took another way than most: failed, skipped, cancelled, held, in doubt. Just what the index
-- message_unusual holds, so that no message is looked at. With the reader's own rights.
CREATE VIEW campaign_unusual WITH (security_invoker = true) AS
SELECT organization_id, campaign_id, id
  FROM message
 WHERE campaign_id IS NOT NULL
   AND (skipped IS NOT NULL OR cancelled_at IS NOT NULL OR failed_at IS NOT NULL OR doubt_attempt IS NOT NULL OR held_at IS NOT NULL);
GRANT SELECT ON campaign_unusual TO ${appRole}, ${pipelineRole};
