-- People number @from to @to with tags, consent and opt-outs.
INSERT INTO contact (organization_id, id, recipient_key, phone, bsuid, name, name_lower, name_search, language, country, attributes,
                     opted_in_at, opt_in_source, created_at, updated_at)
SELECT '@org', bench.contact_id(i), bench.recipient(i), CASE WHEN i % 500 <> 3 THEN bench.phone(i) END,
       CASE WHEN i % 500 = 3 THEN 'US.' || (100000000000 + i) END, n.name, n.lower, n.searched,
       (ARRAY['de','de','de','de_AT','pt_BR','pt_BR','pt_BR','hi','en','es_MX','es_MX','es','en_US','en_US'])[1 + i % 14], bench.country(i),
       jsonb_build_object('city', (ARRAY['Berlin','Lisbon','Austin','Madrid','Recife','Pune','Monterrey','Hamburg'])[1 + i % 8],
                          'plan', (ARRAY['free','free','free','silver','gold'])[1 + i % 5], 'customer', i::text),
       CASE WHEN i % 10 <> 0 THEN timestamptz '@base' - i * interval '63 seconds' END, CASE WHEN i % 10 <> 0 THEN 'IMPORT' END,
       timestamptz '@base' - i * interval '63 seconds', timestamptz '@base' - i * interval '60 seconds'
  FROM generate_series(@from::bigint, @to) i
  JOIN bench.name n ON n.n = CASE WHEN i % 50000 = 9 THEN -1 ELSE (i * 7919) % @names END;

INSERT INTO contact_tag (organization_id, tag, contact_id)
SELECT '@org', t.tag, bench.contact_id(i)
  FROM generate_series(@from::bigint, @to) i
 CROSS JOIN LATERAL (VALUES ('vip', i % 100 = 1), ('newsletter', i % 4 = 0), ('2025', i % 3 = 0), ('fair', i % 1000 = 5)) t(tag, has)
 WHERE t.has ORDER BY 2, 3;

INSERT INTO consent_event (organization_id, recipient_key, at, action, category, source, contact_id, text)
SELECT '@org', bench.recipient(i), timestamptz '@base' - i * interval '63 seconds', 'OPT_IN', 'ALL', 'IMPORT', bench.contact_id(i), 'Form of the shop'
  FROM generate_series(@from::bigint, @to) i WHERE i % 10 <> 0;

WITH stopped AS (
    SELECT i, timestamptz '@base' - (i % 29) * interval '1 day' AS at FROM generate_series(@from::bigint, @to) i WHERE i % 20 = 11
), told AS (
    INSERT INTO consent_event (organization_id, recipient_key, at, action, category, source, contact_id, text)
    SELECT '@org', bench.recipient(i), at, 'OPT_OUT', CASE WHEN i % 3 = 0 THEN 'ALL' ELSE 'MARKETING' END, 'STOP_WORD', bench.contact_id(i), 'STOP'
      FROM stopped
)
INSERT INTO suppression (organization_id, recipient_key, category, since, source)
SELECT '@org', bench.recipient(i), CASE WHEN i % 3 = 0 THEN 'ALL' ELSE 'MARKETING' END, at, 'STOP_WORD' FROM stopped;
