-- What people read when they choose a number: its label, and the name of its account.
CREATE OR REPLACE VIEW sender_number WITH (security_invoker = true) AS
SELECT n.organization_id, n.phone_number_id, n.waba_id, n.display_phone_number, n.verified_name, n.quality,
       least(n.messages_per_second, n.own_rate) AS messages_per_second, w.portfolio_id, w.messaging_limit,
       CASE WHEN NOT n.active THEN 'This number is switched off here; an owner or an admin can switch it on again.'
            WHEN w.login_needed IS NOT NULL THEN w.login_needed
            WHEN w.restriction IS NOT NULL THEN w.restriction
            WHEN n.status IS DISTINCT FROM 'CONNECTED'
                THEN 'Meta shows this number as ' || coalesce(n.status, 'unknown') || '; only CONNECTED numbers send. See WhatsApp Manager.'
            WHEN n.health = 'BLOCKED'
                THEN coalesce(n.health_detail, 'Meta blocks sending from this number. See WhatsApp Manager.')
       END AS not_ready_reason,
       n.label, w.name AS account_name
  FROM connection c
  JOIN phone_number n ON (n.organization_id, n.phone_number_id, n.waba_id) = (c.organization_id, c.phone_number_id, c.waba_id)
  JOIN waba w ON (w.organization_id, w.waba_id) = (c.organization_id, c.waba_id)
 WHERE c.valid_to IS NULL AND w.disconnected_at IS NULL;
