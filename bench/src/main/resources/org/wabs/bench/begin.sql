-- What every row follows from: its number. The same numbers give the same rows, but for the day they end on (@base).
CREATE SCHEMA IF NOT EXISTS bench;

CREATE OR REPLACE FUNCTION bench.contact_id(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN wabs_uuid_of(timestamptz '@base' - i * interval '63 seconds', md5('contact ' || i)::uuid);

-- Valid mobile numbers of seven countries, the last one rare.
CREATE OR REPLACE FUNCTION bench.country(i bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN i % 1000 = 7 THEN 'IS'
                ELSE (ARRAY['DE','DE','DE','DE','BR','BR','BR','IN','IN','MX','MX','ES','US','US'])[1 + i % 14] END;
CREATE OR REPLACE FUNCTION bench.phone(i bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE bench.country(i) WHEN 'IS' THEN '+3546' || lpad((i / 1000)::text, 6, '0')
                                 WHEN 'DE' THEN '+491516' || lpad(i::text, 7, '0') WHEN 'BR' THEN '+55119' || lpad(i::text, 8, '0')
                                 WHEN 'IN' THEN '+9198' || lpad(i::text, 8, '0') WHEN 'MX' THEN '+5255' || lpad(i::text, 8, '0')
                                 WHEN 'ES' THEN '+346' || lpad(i::text, 8, '0') ELSE '+1202' || lpad(i::text, 7, '0') END;
CREATE OR REPLACE FUNCTION bench.recipient(i bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN i % 500 = 3 THEN 'US.' || (100000000000 + i) ELSE bench.phone(i) END;

-- Two hundred campaigns, the newest with half of all campaign messages.
CREATE OR REPLACE FUNCTION bench.campaign_of(i bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN i % 2 = 0 THEN 0 ELSE 1 + (i / 2) % 199 END;
CREATE OR REPLACE FUNCTION bench.campaign_at(c bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN timestamptz '@base' - (c + 1) * interval '3 hours';
CREATE OR REPLACE FUNCTION bench.campaign_id(c bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN wabs_uuid_of(bench.campaign_at(c), md5('campaign ' || c)::uuid);
CREATE OR REPLACE FUNCTION bench.conversation_id(k bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN wabs_uuid_of(timestamptz '@base' - interval '31 days' + k * interval '10 seconds', md5('conversation ' || k)::uuid);
CREATE OR REPLACE FUNCTION bench.user_id(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN wabs_uuid_of(timestamptz '2026-01-01 00:00Z', md5('user ' || n)::uuid);

SELECT message_partitions_ahead(now() - interval '1 month'), conversation_partitions_ahead(now() - interval '1 month');
SET synchronous_commit = off;
SET work_mem = '256MB';
