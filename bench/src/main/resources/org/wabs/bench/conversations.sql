-- Conversations as their messages make them; those of every 10th have not been looked at since we answered.
INSERT INTO conversation (organization_id, id, contact_id, phone_number_id, status, assignee_id, snoozed_until, last_at, last_id, last_type,
                          last_outbound, last_words, last_in_at, last_in_wamid, last_out_at, window_ends_at, arrived, seen, answered,
                          unreplied_since, failed_at)
SELECT '@org', bench.conversation_id(s.k), bench.contact_id(s.person), s.number, s.status,
       CASE WHEN s.k % 4 <> 0 THEN bench.user_id(s.k % 6) END, CASE WHEN s.status = 'SNOOZED' THEN timestamptz '@base' + interval '400 days' END,
       s.last_at, l.id, 'text', NOT l.inbound, left(l.words, 120), s.in_at, CASE WHEN s.in_at IS NOT NULL THEN 'wamid.' || s.k END, s.out_at,
       s.in_at + interval '24 hours', s.arrived, CASE WHEN s.k % 10 = 0 THEN s.answered ELSE s.arrived END, s.answered, s.unreplied_since,
       CASE WHEN s.k % 97 = 1 AND NOT l.inbound THEN s.last_at END
  FROM (SELECT t.k, t.person, t.number, t.answered, max(t.at) AS last_at, min(t.m) AS newest, max(t.at) FILTER (WHERE t.inbound) AS in_at,
               max(t.at) FILTER (WHERE NOT t.inbound) AS out_at, count(*) FILTER (WHERE t.inbound) AS arrived,
               min(t.at) FILTER (WHERE t.inbound AND t.arrival > t.answered) AS unreplied_since,
               CASE WHEN t.k % 50 = 1 THEN 'SNOOZED' WHEN count(*) FILTER (WHERE t.inbound AND t.arrival > t.answered) > 0 OR t.k % 10 = 2 THEN 'OPEN'
                    ELSE 'RESOLVED' END AS status
          FROM (SELECT b.*, coalesce(max(b.arrival) FILTER (WHERE NOT b.inbound) OVER (PARTITION BY b.k), 0) AS answered FROM bench.talk b) t
         GROUP BY t.k, t.person, t.number, t.answered) s
  JOIN bench.talk l ON l.m = s.newest;

INSERT INTO conversation_tag (organization_id, tag, conversation_id)
SELECT '@org', t.tag, c.id
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM conversation WHERE organization_id = '@org') c
 CROSS JOIN LATERAL (VALUES ('billing', c.n % 20 = 0), ('urgent', c.n % 200 = 1)) t(tag, has) WHERE t.has;

WITH noted AS (
    INSERT INTO conversation_note (organization_id, id, conversation_id, author_id, body, at)
    SELECT '@org', wabs_uuid_of(last_at, md5('note ' || id)::uuid), id, bench.user_id(1), 'Called back, all is well.', last_at FROM conversation
     WHERE organization_id = '@org' AND arrived % 10 = 0
    RETURNING id, conversation_id, at
)
INSERT INTO conversation_item (organization_id, conversation_id, at, id, kind, words)
SELECT '@org', conversation_id, at, id, 'NOTE', 'called back, all is well.' FROM noted;

INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, skipped, accepted, sent, delivered, read, replied, failed, just_sent)
SELECT '@org', m.campaign_id, 0, count(*), count(*) FILTER (WHERE m.skipped IS NOT NULL), count(m.accepted_at), count(m.sent_at), count(m.delivered_at),
       count(m.read_at), count(m.replied_at), count(m.failed_at), count(*) FILTER (WHERE message_status(m) = 'SENT')
  FROM message m WHERE m.organization_id = '@org' AND m.campaign_id IS NOT NULL GROUP BY m.campaign_id;
INSERT INTO campaign_skip (organization_id, campaign_id, reason, people)
SELECT '@org', campaign_id, 'OPTED_OUT', skipped FROM campaign_count WHERE organization_id = '@org' AND skipped > 0;
DROP TABLE bench.talk;
