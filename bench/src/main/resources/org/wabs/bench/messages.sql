-- Messages number @from to @to of conversations.
WITH said AS MATERIALIZED (
    SELECT *, NOT inbound AND m % 100 = 3 AS failed FROM bench.talk WHERE m BETWEEN @from AND @to
), written AS (
    INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt, accepted_at,
                         sent_at, delivered_at, read_at, failed_at, failed_attempt, error_code, wamid)
    SELECT '@org', id, number, bench.contact_id(person), bench.recipient(person), NOT inbound, 'SERVICE', (NOT inbound)::int, (NOT inbound)::int, at,
           CASE WHEN NOT inbound AND NOT failed THEN at END, CASE WHEN NOT inbound AND NOT failed THEN at + interval '1 second' END,
           CASE WHEN NOT inbound AND NOT failed AND m % 5 <> 4 THEN at + interval '1 minute' END,
           CASE WHEN failed THEN at END, CASE WHEN failed THEN 1 END, CASE WHEN failed THEN 131026 END, 'wamid.' || translate(id::text, '-', '')
      FROM said ORDER BY id
), content AS (
    INSERT INTO message_content (organization_id, message_id, recipient, content)
    SELECT '@org', id, bench.recipient(person), CASE WHEN inbound
               THEN jsonb_build_object('from', substr(bench.recipient(person), 2), 'id', 'wamid.' || translate(id::text, '-', ''),
                                       'timestamp', extract(epoch FROM at)::bigint::text, 'type', 'text', 'text', jsonb_build_object('body', words))
               ELSE jsonb_build_object('type', 'free', 'form', jsonb_build_object('text', jsonb_build_object('body', words)), 'uploads', '{}'::jsonb)
           END
      FROM said ORDER BY id
), known AS (
    INSERT INTO wamid_ref (organization_id, wamid_hash, message_id, attempt) SELECT '@org', hashtextextended(id::text, 0), id, 1 FROM said
)
INSERT INTO conversation_item (organization_id, conversation_id, at, id, kind, arrival, words)
SELECT '@org', bench.conversation_id(k), at, id, 'MESSAGE', CASE WHEN inbound THEN arrival END, searched FROM said ORDER BY 2, 3;
