-- Text search in names and numbers: trigrams, within one organization.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

DROP VIEW contact_audience;
-- As bytes, so that "de" finds de_AT by a range of the index.
ALTER TABLE contact ALTER COLUMN language TYPE text COLLATE "C";
ALTER TABLE contact
    -- two people editing one contact do not overwrite each other
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    -- the name for search: lower case without accents, letters beyond ASCII spelled out (SearchText), since trigrams are
    -- made of ASCII letters only where the database's locale is C
    ADD COLUMN name_search text COLLATE "C",
    -- the import that added this person
    ADD COLUMN import_id uuid;
UPDATE contact SET name_search = name_lower;
-- searches of three letters and more in names and numbers (contact_search)
CREATE INDEX contact_words ON contact USING gin (organization_id, name_search gin_trgm_ops, phone gin_trgm_ops);
-- people with this attribute (contact_having)
CREATE INDEX contact_attributes ON contact USING gin (organization_id, attributes jsonb_path_ops);
-- pages by name, those without one at the end; names that begin so (the same expression as name_key below: CASE, because
-- COALESCE does not count as leakproof)
DROP INDEX contact_name;
CREATE INDEX contact_name ON contact (organization_id, (CASE WHEN name_lower IS NULL THEN E'\U0010FFFF' ELSE name_lower END), id);
-- newest people of a country, of a language
CREATE INDEX contact_country ON contact (organization_id, country, id);
CREATE INDEX contact_language ON contact (organization_id, language, id);

-- The import that gave this person this tag.
ALTER TABLE contact_tag ADD COLUMN import_id uuid;

-- What campaigns, audiences and lists read of people. With the reader's own rights.
CREATE VIEW contact_audience WITH (security_invoker = true) AS
SELECT organization_id, id AS contact_id, recipient_key, coalesce(phone, bsuid) AS recipient,
       name, language, country, attributes, opted_in_at, phone, bsuid, name_lower, name_search, import_id,
       CASE WHEN name_lower IS NULL THEN E'\U0010FFFF' ELSE name_lower END AS name_key
  FROM contact;
GRANT SELECT ON contact_audience TO ${appRole}, ${pipelineRole};

-- Newest people whose name or number fits a pattern of LIKE (an empty one is none). Runs with the owner's rights, because under
-- row-level security an index does not serve LIKE; so it looks at the bound organization only, by itself.
CREATE FUNCTION contact_search(name_pattern text, phone_pattern text, other_phone_pattern text, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    SELECT c.id FROM contact c
     WHERE c.organization_id = wabs_organization()
       AND (c.name_search LIKE name_pattern OR c.phone LIKE nullif(phone_pattern, '') OR c.phone LIKE nullif(other_phone_pattern, ''))
     ORDER BY c.id DESC LIMIT most;
END $$;

-- Newest people with all of these attributes.
CREATE FUNCTION contact_having(wanted jsonb, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    SELECT c.id FROM contact c
     WHERE c.organization_id = wabs_organization() AND c.attributes @> wanted
     ORDER BY c.id DESC LIMIT most;
END $$;
REVOKE ALL ON FUNCTION contact_search, contact_having FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contact_search, contact_having TO ${appRole}, ${pipelineRole};

-- The tags of an organization by name; people carry the names.
CREATE TABLE tag (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    name            text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    created_at      timestamptz NOT NULL DEFAULT now(),
    version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
-- one tag of a name
CREATE UNIQUE INDEX tag_name ON tag (organization_id, name);
SELECT wabs_tenant('tag');
INSERT INTO tag (organization_id, id, name)
SELECT organization_id, wabs_uuid_of(now(), md5(organization_id::text || tag)::uuid), tag
  FROM (SELECT DISTINCT organization_id, tag FROM contact_tag) known;

-- The attributes that anybody of an organization has, with a value for show.
CREATE TABLE contact_attribute (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    name            text COLLATE "C" NOT NULL,
    example         text NOT NULL,
    PRIMARY KEY (organization_id, name)
);
SELECT wabs_tenant('contact_attribute');
INSERT INTO contact_attribute (organization_id, name, example)
SELECT DISTINCT ON (c.organization_id, a.key) c.organization_id, a.key, left(a.value, 100)
  FROM contact c CROSS JOIN LATERAL jsonb_each_text(c.attributes) a ORDER BY 1, 2;

-- Contacts that turned out to be one person: where the former one's messages and consents are now.
CREATE TABLE contact_merge (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    former_id       uuid NOT NULL,
    contact_id      uuid NOT NULL,
    merged_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organization_id, former_id)
);
-- the former contacts of a person, for the ledger
CREATE INDEX contact_merge_contact ON contact_merge (organization_id, contact_id);
SELECT wabs_tenant('contact_merge');

-- What is to be done to many people, and how far it is. The id is its job's.
CREATE TABLE contact_bulk (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    action          jsonb NOT NULL,
    -- {"ids": […]} or {"filter": {…}}
    people          jsonb NOT NULL,
    user_id         uuid NOT NULL,
    -- last contact done, committed with its effects: a killed job goes on here
    position        uuid,
    done            bigint NOT NULL DEFAULT 0,
    changed         bigint NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
);
SELECT wabs_tenant('contact_bulk');

-- Saved filters over people: an audience's definition, which campaigns copy when they are planned.
CREATE TABLE contact_filter (
    organization_id uuid NOT NULL DEFAULT wabs_organization(),
    id              uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    filter          jsonb NOT NULL,
    created_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    version         integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
-- one audience of a name
CREATE UNIQUE INDEX contact_filter_name ON contact_filter (organization_id, lower(name));
SELECT wabs_tenant('contact_filter');

-- What filters and a contact's page read of messages. With the reader's own rights.
CREATE VIEW contact_message WITH (security_invoker = true) AS
SELECT m.organization_id, m.id, m.contact_id, m.campaign_id, m.phone_number_id, m.outbound, m.skipped,
       m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL AS sent,
       m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL AS delivered,
       m.read_at IS NOT NULL AS read,
       m.replied_at IS NOT NULL AS replied,
       m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
           AND m.delivered_at IS NULL AND m.read_at IS NULL AS failed,
       CASE WHEN m.outbound THEN coalesce(m.sent_at, m.accepted_at) ELSE m.accepted_at END AS at
  FROM message m;
GRANT SELECT ON contact_message TO ${appRole}, ${pipelineRole};
