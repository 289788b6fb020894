-- Newest messages that match a pattern of LIKE, for GET /api/search. With the owner's rights, because under row-level security an
-- index does not serve LIKE; so it looks at the bound organization only, by itself. As conversation_search: what is frequent is
-- found among the newest 4,000 already; the rest by trigrams, month by month.
CREATE FUNCTION message_search(pattern text, most integer) RETURNS TABLE (message_id uuid, conversation_id uuid, at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    found integer := 0;
    got   integer;
    above timestamptz := 'infinity';
    below timestamptz := date_trunc('month', now());
BEGIN
    SELECT count(*) INTO found
      FROM (SELECT i.kind, i.words FROM conversation_item i
             WHERE i.organization_id = wabs_organization() AND i.words IS NOT NULL
             ORDER BY i.at DESC LIMIT 4000) n
     WHERE n.kind = 'MESSAGE' AND n.words LIKE pattern;
    IF found >= most THEN
        RETURN QUERY
        SELECT n.id, n.conversation_id, n.at
          FROM (SELECT i.id, i.conversation_id, i.at, i.kind, i.words FROM conversation_item i
                 WHERE i.organization_id = wabs_organization() AND i.words IS NOT NULL
                 ORDER BY i.at DESC LIMIT 4000) n
         WHERE n.kind = 'MESSAGE' AND n.words LIKE pattern
         ORDER BY n.at DESC, n.id DESC LIMIT most;
        RETURN;
    END IF;
    found := 0;
    FOR month IN 1..13 LOOP
        RETURN QUERY
        SELECT i.id, i.conversation_id, i.at FROM conversation_item i
         WHERE i.organization_id = wabs_organization() AND i.words LIKE pattern AND i.kind = 'MESSAGE' AND i.at >= below AND i.at < above
         ORDER BY i.at DESC, i.id DESC LIMIT most - found;
        GET DIAGNOSTICS got = ROW_COUNT;
        found := found + got;
        EXIT WHEN found >= most;
        above := below;
        below := CASE WHEN month = 12 THEN '-infinity' ELSE below - interval '1 month' END;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION message_search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_search TO ${appRole}, ${pipelineRole};
