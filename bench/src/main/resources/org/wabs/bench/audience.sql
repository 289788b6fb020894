-- @count people with a consent and the tag @tag, for campaigns of the account @waba; their numbers begin with @first.
INSERT INTO tag (organization_id, id, name)
SELECT organization_id, gen_random_uuid(), '@tag' FROM waba WHERE waba_id = '@waba';

WITH people AS MATERIALIZED (
    SELECT w.organization_id, wabs_uuid_of(now() - i * interval '1 ms', md5('@tag ' || i)::uuid) AS id, '+4915' || lpad((@first + i)::text, 10, '0') AS phone,
           'Person ' || i AS name, i
      FROM generate_series(1, @count) i, waba w WHERE w.waba_id = '@waba'
), added AS (
    INSERT INTO contact (organization_id, id, recipient_key, phone, name, name_lower, name_search, language, country, attributes, opted_in_at,
                         opt_in_source, created_at, updated_at)
    SELECT organization_id, id, phone, phone, name, lower(name), lower(name), 'en', 'DE', jsonb_build_object('customer', i::text), now(), 'IMPORT', now(), now()
      FROM people ORDER BY id
)
INSERT INTO contact_tag (organization_id, tag, contact_id) SELECT organization_id, '@tag', id FROM people ORDER BY 2, 3;
ANALYZE contact;
ANALYZE contact_tag;
