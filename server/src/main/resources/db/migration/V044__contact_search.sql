-- As before, but those who carry a tag that few carry are asked one after the other: where none of them is found, PostgreSQL's guess
-- that some soon are would let it go through all people.
CREATE OR REPLACE FUNCTION contact_search(name_pattern text, phone_pattern text, other_phone_pattern text, wanted jsonb, countries text[],
                                          tags text[], before uuid, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    few CONSTANT integer := 10000;
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
    ELSIF (SELECT count(*) FROM (SELECT FROM contact_tag t WHERE t.organization_id = wabs_organization() AND t.tag = ANY (tags) LIMIT few + 1) n)
          <= few THEN
        RETURN QUERY
        SELECT t.contact_id
          FROM (SELECT DISTINCT contact_id FROM contact_tag
                 WHERE organization_id = wabs_organization() AND tag = ANY (tags) AND contact_id < before ORDER BY contact_id DESC) t
         CROSS JOIN LATERAL (
               SELECT FROM contact c
                WHERE c.organization_id = wabs_organization() AND c.id = t.contact_id
                  AND (name_pattern = '' OR c.name_search LIKE name_pattern OR c.phone LIKE nullif(phone_pattern, '')
                       OR c.phone LIKE nullif(other_phone_pattern, ''))
                  AND (wanted = '{}' OR c.attributes @> wanted)
                  AND (cardinality(countries) = 0 OR c.country = ANY (countries))
               OFFSET 0) c
         ORDER BY t.contact_id DESC LIMIT most;
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
