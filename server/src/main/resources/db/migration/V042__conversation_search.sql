-- Conversations in which something was said that matches a pattern of LIKE, by the newest such words; month by month from the newest,
-- since few are wanted. As before, without a look at the newest 4,000 first: whoever asks looks through the newest conversations first.
CREATE OR REPLACE FUNCTION conversation_search(pattern text, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    hits  uuid[] := '{}';
    more  uuid[];
    above timestamptz := 'infinity';
    below timestamptz := date_trunc('month', now());
BEGIN
    FOR month IN 1..13 LOOP
        SELECT array_agg(n.conversation_id) INTO more
          FROM (SELECT i.conversation_id FROM conversation_item i
                 WHERE i.organization_id = wabs_organization() AND i.words LIKE pattern AND i.at >= below AND i.at < above
                 ORDER BY i.at DESC LIMIT most - cardinality(hits)) n;
        hits := hits || more;
        EXIT WHEN cardinality(hits) >= most;
        above := below;
        below := CASE WHEN month = 12 THEN '-infinity' ELSE below - interval '1 month' END;
    END LOOP;
    RETURN QUERY SELECT DISTINCT unnest(hits);
END $$;
