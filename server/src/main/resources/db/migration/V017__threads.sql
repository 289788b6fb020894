-- A bit per attempt that failed and that a person had tried again: that it was sent before it failed is no news.
ALTER TABLE message ADD COLUMN retried integer NOT NULL DEFAULT 0;

-- The business wrote it in the WhatsApp Business app on its phone, not here.
ALTER TABLE message ADD COLUMN phone_app boolean NOT NULL DEFAULT false;

-- When the business last answered from its phone: what the person wrote before is answered, whenever the webhook of it comes.
ALTER TABLE conversation ADD COLUMN phone_app_answered_at timestamptz;

CREATE OR REPLACE VIEW conversation_message WITH (security_invoker = true) AS
SELECT m.organization_id, m.id, m.contact_id, m.phone_number_id, m.campaign_id, m.outbound, m.notice, m.wamid, m.error_code, m.attempt,
       m.accepted_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at, m.replied_at,
       message_status(m) AS status, c.parameters, c.content, m.phone_app
  FROM message m LEFT JOIN message_content c ON c.organization_id = m.organization_id AND c.message_id = m.id;

-- A notice is no message of the person's.
CREATE OR REPLACE VIEW contact_message WITH (security_invoker = true) AS
SELECT m.organization_id, m.id, m.contact_id, m.campaign_id, m.phone_number_id, m.outbound, m.skipped,
       m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL AS sent,
       m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL AS delivered,
       m.read_at IS NOT NULL AS read,
       m.replied_at IS NOT NULL AS replied,
       m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
           AND m.delivered_at IS NULL AND m.read_at IS NULL AS failed,
       CASE WHEN m.outbound THEN coalesce(m.sent_at, m.accepted_at) ELSE m.accepted_at END AS at,
       m.notice
  FROM message m;

-- When an uploaded file was last sent, or chosen for a campaign. Null: never, and it goes after a week.
ALTER TABLE media ADD COLUMN used_at timestamptz;
UPDATE media SET used_at = created_at WHERE message_id IS NULL;
-- uploads nobody sent, of any organization
CREATE INDEX media_unused ON media (created_at) WHERE message_id IS NULL AND used_at IS NULL;
