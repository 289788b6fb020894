-- Campaign messages number @from to @to, as a plan writes them and reports complete them.
WITH planned AS MATERIALIZED (
    SELECT i, c, 1 + (i / 2) % @contacts AS person, wabs_uuid_of(bench.campaign_at(c), md5(c || '/' || i)::uuid) AS id,
           '@waba' || 1 + i % 2 AS number, bench.campaign_at(c) + (i / 2 % 7200) * interval '1 second' AS at,
           i / 2 % 100 = 11 AS skipped, i / 2 % 50 = 3 AS failed, i / 2 % 20 <> 1 AS delivered, i / 2 % 5 < 3 AS read
      FROM (SELECT i, bench.campaign_of(i) AS c FROM generate_series(@from::bigint, @to) i) n
), written AS (
    INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt, skipped,
                         accepted_at, sent_at, delivered_at, read_at, replied_at, failed_at, failed_attempt, error_code, reported, wamid)
    SELECT '@org', id, bench.campaign_id(c), number, bench.contact_id(person), bench.recipient(person), true,
           CASE WHEN c % 2 = 0 THEN 'MARKETING' ELSE 'UTILITY' END, CASE WHEN skipped THEN 0 ELSE 1 END, CASE WHEN skipped THEN 0 ELSE 1 END,
           CASE WHEN skipped THEN 'OPTED_OUT' END, CASE WHEN NOT skipped THEN at END,
           CASE WHEN NOT skipped AND NOT failed THEN at + interval '1 second' END,
           CASE WHEN NOT skipped AND NOT failed AND delivered THEN at + interval '3 seconds' END,
           CASE WHEN NOT skipped AND NOT failed AND delivered AND read THEN at + interval '5 minutes' END,
           CASE WHEN NOT skipped AND NOT failed AND delivered AND read AND i / 2 % 35 = 0 THEN at + interval '9 minutes' END,
           CASE WHEN NOT skipped AND failed THEN at + interval '2 seconds' END, CASE WHEN NOT skipped AND failed THEN 1 END,
           CASE WHEN NOT skipped AND failed THEN CASE WHEN i / 2 % 3 = 0 THEN 131026 ELSE 131049 END END,
           CASE WHEN NOT skipped AND NOT failed THEN 2 ELSE 0 END, CASE WHEN NOT skipped THEN 'wamid.' || translate(id::text, '-', '') END
      FROM planned ORDER BY id
), said AS (
    INSERT INTO message_content (organization_id, message_id, recipient, parameters)
    SELECT '@org', id, bench.recipient(person), '["Ana"]' FROM planned WHERE NOT skipped ORDER BY id
), known AS (
    INSERT INTO wamid_ref (organization_id, wamid_hash, message_id, attempt)
    SELECT '@org', hashtextextended(id::text, 0), id, 1 FROM planned WHERE NOT skipped
)
INSERT INTO message_failure (organization_id, campaign_id, message_id, attempt, code)
SELECT '@org', bench.campaign_id(c), id, 1, CASE WHEN i / 2 % 3 = 0 THEN 131026 ELSE 131049 END FROM planned WHERE failed AND NOT skipped;
