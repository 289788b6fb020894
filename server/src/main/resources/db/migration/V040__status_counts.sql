-- How many people of a campaign are in each status that is no figure of its own, so that a page of those in a status that nobody
-- has is answered without looking at every message (GET /api/campaigns/{id}/recipients).
ALTER TABLE campaign_count
    -- queued or on their way
    ADD COLUMN pending       bigint NOT NULL DEFAULT 0,
    -- accepted by Meta or sent, and no more than that
    ADD COLUMN just_accepted bigint NOT NULL DEFAULT 0,
    ADD COLUMN just_sent     bigint NOT NULL DEFAULT 0;

-- As before, with a bit for each of the new figures.
CREATE OR REPLACE FUNCTION message_figures(m message) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 1
        + 2 * (m.skipped IS NOT NULL)::integer
        + 4 * (m.accepted_at IS NOT NULL)::integer
        + 8 * (m.accepted_at IS NOT NULL AND m.held_at IS NOT NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL
               AND m.read_at IS NULL AND m.failed_at IS NULL)::integer
        + 16 * (m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL)::integer
        + 32 * (m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL)::integer
        + 64 * (m.read_at IS NOT NULL)::integer
        + 128 * (m.replied_at IS NOT NULL)::integer
        + 256 * (m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
                 AND m.delivered_at IS NULL AND m.read_at IS NULL)::integer
        + 512 * (m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
                 AND m.accepted_at IS NULL)::integer
        + 1024 * (m.cancelled_at IS NOT NULL)::integer
        + 2048 * (m.reported & (m.reported - 1) <> 0)::integer
        + CASE message_status(m)
              WHEN 'IN_DOUBT' THEN 4096
              WHEN 'QUEUED' THEN 8192
              WHEN 'SENDING' THEN 8192
              WHEN 'ACCEPTED' THEN 16384
              WHEN 'SENT' THEN 32768
              ELSE 0
          END;

-- What there is counts in the first row of its campaign.
UPDATE campaign_count c
   SET pending = n.pending, just_accepted = n.just_accepted, just_sent = n.just_sent
  FROM (SELECT organization_id, campaign_id, count(*) FILTER (WHERE status IN ('QUEUED', 'SENDING')) AS pending,
               count(*) FILTER (WHERE status = 'ACCEPTED') AS just_accepted, count(*) FILTER (WHERE status = 'SENT') AS just_sent
          FROM (SELECT m.organization_id, m.campaign_id, message_status(m) AS status FROM message m WHERE m.campaign_id IS NOT NULL) s
         GROUP BY organization_id, campaign_id) n
 WHERE c.organization_id = n.organization_id AND c.campaign_id = n.campaign_id
   AND c.slot = (SELECT min(f.slot) FROM campaign_count f WHERE f.organization_id = c.organization_id AND f.campaign_id = c.campaign_id);
