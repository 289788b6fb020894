-- Newest messages that match a pattern of LIKE, for GET /api/search. With the owner's rights, because under row-level security an
-- index does not serve LIKE; so it looks at the bound organization only, by itself. Month by month, since few are wanted: what is
-- frequent is found going back from the newest, the rest by trigrams.
CREATE FUNCTION message_search(pattern text, most integer) RETURNS TABLE (message_id uuid, conversation_id uuid, at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    found integer := 0;
    got   integer;
    above timestamptz := 'infinity';
    below timestamptz := date_trunc('month', now());
BEGIN
    FOR month IN 1..13 LOOP
        RETURN QUERY
        SELECT i.id, i.conversation_id, i.at FROM conversation_item i
         WHERE i.organization_id = wabs_organization() AND i.words LIKE pattern AND i.kind = 'MESSAGE' AND i.at >= below AND i.at < above
         ORDER BY i.at DESC LIMIT most - found;
        GET DIAGNOSTICS got = ROW_COUNT;
        found := found + got;
        EXIT WHEN found >= most;
        above := below;
        below := CASE WHEN month = 12 THEN '-infinity' ELSE below - interval '1 month' END;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION message_search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_search TO ${appRole}, ${pipelineRole};

-- People who opted out, for figures: once until they opt in again, however often they say so. With the reader's own rights.
CREATE VIEW contact_opt_out WITH (security_invoker = true) AS
SELECT e.organization_id, e.recipient_key, e.contact_id, e.at
  FROM consent_event e
 WHERE e.action = 'OPT_OUT'
   AND NOT coalesce((SELECT f.action = 'OPT_OUT' FROM consent_event f
                      WHERE f.organization_id = e.organization_id AND f.recipient_key = e.recipient_key AND f.at < e.at
                      ORDER BY f.at DESC LIMIT 1), false);
GRANT SELECT ON contact_opt_out TO ${appRole}, ${pipelineRole};
-- opt-outs of some hours, of any organization: the recount of figures
CREATE INDEX consent_event_opt_out ON consent_event (at) WHERE action = 'OPT_OUT';

-- Figures by the quarter of an hour, since zones differ from each other by such. What was counted before stays, by the hour.
ALTER TABLE analytics_hour RENAME TO analytics_quarter;
ALTER TABLE analytics_quarter RENAME COLUMN hour TO quarter;
ALTER INDEX analytics_hour_pkey RENAME TO analytics_quarter_pkey;
ALTER INDEX analytics_hour_hour RENAME TO analytics_quarter_quarter;
-- people who opted out in that quarter
ALTER TABLE analytics_quarter ADD COLUMN opted_out bigint NOT NULL DEFAULT 0;

-- What users did in conversations that figures of agents are made of. Added to, never changed but for the conversation's id when
-- two become one.
CREATE TABLE agent_work (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    at              timestamptz NOT NULL,
    -- of the message, or of the event
    id              uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('REPLY', 'RESOLUTION')),
    -- null: a program resolved it
    user_id         uuid,
    conversation_id uuid NOT NULL,
    -- a reply: when the first message was written that it answers, null when nobody waited; a resolution: when the first message
    -- was written since the resolution before
    since           timestamptz,
    PRIMARY KEY (organization_id, at, id)
);
-- the resolution before
CREATE INDEX agent_work_resolution ON agent_work (organization_id, conversation_id, at) WHERE kind = 'RESOLUTION';
SELECT wabs_tenant('agent_work');

-- People before one of them, newest first: with this name or number, if there is a name pattern, with all of these attributes, of some
-- countries and with some tags, if there are any. A filter beside a search is asked here as well, where PostgreSQL joins the indexes
-- of both; and whoever wants a page gets no more than that. The other two functions searched all people each.
DROP FUNCTION contact_search(text, text, text, integer);
DROP FUNCTION contact_having(jsonb, integer);
CREATE FUNCTION contact_search(name_pattern text, phone_pattern text, other_phone_pattern text, wanted jsonb, countries text[], tags text[],
                               before uuid, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF cardinality(tags) = 0 THEN
        RETURN QUERY
        SELECT c.id FROM contact c
         WHERE c.organization_id = wabs_organization() AND c.id < before
           AND (name_pattern = '' OR c.name_search LIKE name_pattern OR c.phone LIKE nullif(phone_pattern, '')
                OR c.phone LIKE nullif(other_phone_pattern, ''))
           AND (wanted = '{}' OR c.attributes @> wanted)
           AND (cardinality(countries) = 0 OR c.country = ANY (countries))
         ORDER BY c.id DESC LIMIT most;
    ELSE
        RETURN QUERY
        SELECT c.id FROM contact c
         WHERE c.organization_id = wabs_organization() AND c.id < before
           AND (name_pattern = '' OR c.name_search LIKE name_pattern OR c.phone LIKE nullif(phone_pattern, '')
                OR c.phone LIKE nullif(other_phone_pattern, ''))
           AND (wanted = '{}' OR c.attributes @> wanted)
           AND (cardinality(countries) = 0 OR c.country = ANY (countries))
           AND EXISTS (SELECT FROM contact_tag t
                        WHERE t.organization_id = c.organization_id AND t.contact_id = c.id AND t.tag = ANY (tags))
         ORDER BY c.id DESC LIMIT most;
    END IF;
END $$;
REVOKE ALL ON FUNCTION contact_search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contact_search TO ${appRole}, ${pipelineRole};
-- how frequent a name is, which decides how it is searched
ALTER TABLE contact ALTER COLUMN name_search SET STATISTICS 1000;

-- People of a campaign with something unusual, few of many: the recipients page by such a status. For most messages none of the
-- columns in its predicate ever changes, so that their updates stay HOT.
CREATE INDEX message_unusual ON message (organization_id, campaign_id, phone_number_id, id)
    WHERE campaign_id IS NOT NULL AND (skipped IS NOT NULL OR cancelled_at IS NOT NULL OR failed_at IS NOT NULL OR doubt_attempt IS NOT NULL
                                       OR held_at IS NOT NULL);
