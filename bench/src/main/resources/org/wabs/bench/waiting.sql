-- A campaign with @count messages that Meta has taken and not reported on yet.
INSERT INTO campaign (organization_id, id, name, state, waba_id, template_name, template_language, category, phone_number_ids, audience,
                      variables, created_by, planned_at, started_at, ended_at)
SELECT '@org', '@campaign', 'Waiting for reports', 'COMPLETED', '1001', 'order_6', 'en_US', 'UTILITY', ARRAY['10011'], '{"tags": []}',
       '{}', bench.user_id(0), now(), now(), now();
INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt, accepted_at, wamid)
SELECT '@org', wabs_uuid_of(now() - interval '1 hour' + n * interval '5 ms', md5('@campaign' || n)::uuid), '@campaign', '10011',
       bench.contact_id(1 + n % @contacts), bench.recipient(1 + n % @contacts), true, 'UTILITY', 1, 1, now() - interval '1 hour', 'wamid.@campaign.' || n
  FROM generate_series(1, @count) n;
INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, accepted, just_accepted)
VALUES ('@org', '@campaign', 0, @count, @count, @count);
INSERT INTO limit_program.message (id) SELECT id FROM message WHERE campaign_id = '@campaign';
