-- All that is said in @conversations conversations: @messages messages, the first conversation with every 200th of them.
CREATE UNLOGGED TABLE bench.talk AS
WITH said AS (
    SELECT m, CASE WHEN m % 200 = 0 THEN 0 ELSE (m * 7919) % @conversations END AS k,
           timestamptz '@base' - m * interval '@step seconds' AS at,
           s.words || ' ' || (m * 31 % 99991) || CASE WHEN m % 30000 = 7 THEN ' xylophone' ELSE '' END AS words,
           s.searched || ' ' || (m * 31 % 99991) || CASE WHEN m % 30000 = 7 THEN ' xylophone' ELSE '' END AS searched
      FROM generate_series(1, @messages::bigint) m JOIN bench.sentence s ON s.n = (m * 13 + m / 977) % @sentences
), turns AS (
    SELECT said.*, m % 5 < 3 AND (k % 20 = 0 OR row_number() OVER (PARTITION BY k ORDER BY m) > 1) AS inbound FROM said
)
SELECT turns.*, wabs_uuid_of(at, md5('talk ' || m)::uuid) AS id, 1 + (k * 17) % @contacts AS person, '@waba' || 1 + k % 3 AS number,
       count(*) FILTER (WHERE inbound) OVER (PARTITION BY k ORDER BY m DESC) AS arrival
  FROM turns;
CREATE INDEX ON bench.talk (m);
ANALYZE bench.talk;
