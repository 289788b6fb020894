-- Account, numbers, users, templates, campaigns, audiences, tags and the like of one organization.
INSERT INTO waba (organization_id, waba_id, name, app_key, token, portfolio_id)
VALUES ('@org', '@waba', 'Bench', 'default', 'sealed', '@waba');
INSERT INTO phone_number (organization_id, phone_number_id, waba_id, display_phone_number, digits, verified_name, status, messages_per_second)
SELECT '@org', '@waba' || n, '@waba', '+1 202-555-010' || n, '1202555010' || n, 'Bench', 'CONNECTED', 80 FROM generate_series(1, 3) n;
INSERT INTO connection (organization_id, app_key, waba_id, phone_number_id)
SELECT '@org', 'default', '@waba', '@waba' || n FROM generate_series(1, 3) n;

-- nobody is there to be told what was read
INSERT INTO organization_setting (organization_id, key, value) VALUES ('@org', 'inbox.readReceipts', 'false');

INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
SELECT '@org', bench.user_id(n), 'agent' || n || '.@waba@localhost', 'Agent ' || n, 'AGENT', 'none' FROM generate_series(0, 5) n;

INSERT INTO template (organization_id, waba_id, name, language, meta_id, status, category, parameter_format, quality, components, changed_at)
SELECT '@org', '@waba', (ARRAY['order','delivery','invoice','spring_sale','survey','booking'])[1 + n % 6] || '_' || n,
       (ARRAY['en_US','de','pt_BR','es_MX'])[1 + n % 4], '9' || n,
       CASE WHEN n % 12 = 0 THEN 'PAUSED' WHEN n % 17 = 0 THEN 'REJECTED' ELSE 'APPROVED' END,
       CASE WHEN n % 3 = 0 THEN 'MARKETING' ELSE 'UTILITY' END, 'POSITIONAL', CASE WHEN n % 5 = 0 THEN 'YELLOW' ELSE 'GREEN' END,
       jsonb_build_array(jsonb_build_object('type', 'BODY', 'text', 'Hello {{1}}, here is news no. ' || n || ' about your order and its delivery.')),
       timestamptz '@base' - n * interval '1 hour'
  FROM generate_series(1, 300) n;

INSERT INTO campaign (organization_id, id, name, state, waba_id, template_name, template_language, category, phone_number_ids, audience,
                      variables, created_by, created_at, planned_at, started_at, ended_at)
SELECT '@org', bench.campaign_id(c), (ARRAY['Spring sale','Autumn news','Delivery notice','Loyal customers'])[1 + c % 4] || ' ' || c,
       CASE WHEN c % 40 = 1 THEN 'CANCELLED' ELSE 'COMPLETED' END, '@waba', 'order_' || 6 * (1 + c % 49), 'en_US',
       CASE WHEN c % 2 = 0 THEN 'MARKETING' ELSE 'UTILITY' END, ARRAY['@waba1', '@waba2'], '{"tags": []}', '{}', bench.user_id(c % 6),
       bench.campaign_at(c), bench.campaign_at(c), bench.campaign_at(c), bench.campaign_at(c) + interval '2 hours'
  FROM generate_series(0, 199) c;

INSERT INTO contact_filter (organization_id, id, name, filter, created_by)
SELECT '@org', wabs_uuid_of(timestamptz '@base', md5('audience ' || n)::uuid), 'Audience ' || n, CASE n % 5
           WHEN 0 THEN '{"tag": ["vip"]}'
           WHEN 1 THEN '{"all": [{"country": ["BR"]}, {"consent": ["OPTED_IN"]}]}'
           WHEN 2 THEN '{"all": [{"tag": ["newsletter"]}, {"not": {"country": ["DE"]}}]}'
           WHEN 3 THEN '{"wrote": {"withinDays": 7}}'
           ELSE '{"attribute": {"name": "plan", "is": ["gold"]}}' END::jsonb, bench.user_id(n % 6)
  FROM generate_series(0, 19) n;

INSERT INTO tag (organization_id, id, name)
SELECT '@org', wabs_uuid_of(timestamptz '@base', md5('tag ' || name)::uuid), name FROM unnest(ARRAY['vip', 'newsletter', '2025', 'fair']) name;
INSERT INTO contact_attribute (organization_id, name, example) VALUES ('@org', 'city', 'Berlin'), ('@org', 'plan', 'gold'), ('@org', 'customer', '17');
INSERT INTO canned_reply (organization_id, id, shortcut, body, created_by)
SELECT '@org', wabs_uuid_of(timestamptz '@base', md5('reply ' || n)::uuid), 'reply-' || n, 'Thank you, we will look at it. ' || n, bench.user_id(0)
  FROM generate_series(1, 50) n;
INSERT INTO audit_event (organization_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
SELECT '@org', wabs_uuid_of(timestamptz '@base' - n * interval '1 minute', md5('audit ' || n)::uuid), timestamptz '@base' - n * interval '1 minute',
       'USER', bench.user_id(n % 6), (ARRAY['contact.changed','campaign.started','contacts.exported'])[1 + n % 3],
       (ARRAY['contact','campaign','job'])[1 + n % 3], bench.contact_id(n)::text, '{}'
  FROM generate_series(1, @contacts / 20) n;
