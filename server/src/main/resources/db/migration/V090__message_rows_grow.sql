-- A message's row grows by its times and its wamid while it lives, so half a page does not do: one update in ten left its
-- page and got an entry in each index. With 30 % all stay HOT, and table and indexes together are no larger.
DO $$
DECLARE
    partition regclass;
BEGIN
    FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'message'::regclass LOOP
        EXECUTE format('ALTER TABLE %s SET (fillfactor = 30)', partition);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION message_partitions_ahead(today timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE
    month_start timestamptz;
    suffix text;
    key record;
BEGIN
    FOR step IN -1..3 LOOP
        month_start := date_trunc('month', today) + make_interval(months => step);
        suffix := to_char(month_start, 'YYYY_MM');
        FOR key IN SELECT * FROM (VALUES ('message', 'id'), ('message_content', 'message_id'), ('wamid_ref', 'message_id'),
                                         ('message_event', 'message_id')) AS k(parent, key_column) LOOP
            PERFORM wabs_partition(key.parent::regclass, key.key_column, suffix,
                wabs_uuid_floor(month_start)::text, wabs_uuid_floor(month_start + interval '1 month')::text);
        END LOOP;
        EXECUTE format('ALTER TABLE %I SET (fillfactor = 30)', 'message_' || suffix);
    END LOOP;
END $$;
