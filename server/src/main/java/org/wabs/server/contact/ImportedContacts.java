package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.contact.ParsedRow.Person;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// Writes a batch of imported people. What a row leaves blank stays as it was.
final class ImportedContacts {
    /// Keys of contacts that were new, and of all that became different (new ones among them).
    record Written(Set<String> added, Set<String> changed) {}

    /// Keys by where these people stand: whatever they opted out of, opted out of everything, in.
    record Standing(Set<String> suppressed, Set<String> optedOut, Set<String> optedIn) {}

    private record Tagging(String key, String tag) {}

    /// Rows come in the order of their keys, so that two imports cannot deadlock. An unchanged
    /// contact is locked and not written.
    private static final String UPSERT =
            """
            INSERT INTO contact AS c (organization_id, id, recipient_key, phone, name, name_lower, name_search, language, country, attributes, import_id)
            SELECT :organization, id, recipient_key, phone, name, name_lower, name_search, language, country, CAST(attributes AS jsonb), :import
              FROM unnest(:ids, :keys, :phones, :names, :lowerNames, :searchNames, :languages, :countries, :attributes)
                   AS u(id, recipient_key, phone, name, name_lower, name_search, language, country, attributes)
             ORDER BY recipient_key
            ON CONFLICT (organization_id, recipient_key) DO UPDATE
               SET phone = coalesce(c.phone, excluded.phone),
                   name = coalesce(excluded.name, c.name), name_lower = coalesce(excluded.name_lower, c.name_lower),
                   name_search = coalesce(excluded.name_search, c.name_search),
                   language = coalesce(excluded.language, c.language), country = coalesce(excluded.country, c.country),
                   attributes = c.attributes || excluded.attributes, updated_at = now()
             WHERE (c.phone, c.name, c.language, c.country, c.attributes)
                   IS DISTINCT FROM (coalesce(c.phone, excluded.phone), coalesce(excluded.name, c.name),
                       coalesce(excluded.language, c.language), coalesce(excluded.country, c.country), c.attributes || excluded.attributes)
            RETURNING id, recipient_key\
            """;

    /// Each key is looked up by itself (LIMIT keeps it so): joined, a large organization in a
    /// database of small ones would be read whole for every batch.
    private static final String TAG =
            """
            WITH given AS (
                SELECT u.recipient_key, u.tag, c.id
                  FROM unnest(:keys, :tags) AS u(recipient_key, tag)
                  CROSS JOIN LATERAL (
                       SELECT id FROM contact WHERE organization_id = :organization AND recipient_key = u.recipient_key LIMIT 1) c
            ), tagged AS (
                INSERT INTO contact_tag (organization_id, tag, contact_id, import_id)
                SELECT :organization, tag, id, :import FROM given ORDER BY tag, id
                ON CONFLICT DO NOTHING
                RETURNING contact_id
            )
            SELECT DISTINCT recipient_key FROM given WHERE id IN (SELECT contact_id FROM tagged)\
            """;

    private static final String STANDING =
            """
            SELECT u.recipient_key, c.opted_in_at IS NOT NULL AS opted_in, s.category
              FROM unnest(:keys) AS u(recipient_key)
              CROSS JOIN LATERAL (
                   SELECT opted_in_at FROM contact WHERE organization_id = :organization AND recipient_key = u.recipient_key LIMIT 1) c
              LEFT JOIN LATERAL (
                   SELECT category FROM suppression WHERE organization_id = :organization AND recipient_key = u.recipient_key LIMIT 2) s ON true\
            """;

    private final JdbcClient sql;
    private final KnownNames names;
    private final ObjectMapper json;

    ImportedContacts(JdbcClient sql, ObjectMapper json) {
        this.sql = sql;
        this.names = new KnownNames(sql);
        this.json = json;
    }

    /// @param importId whose rows these are
    Written write(OrganizationId organization, UUID importId, List<Person> people) {
        var ids = new HashMap<String, UUID>();
        people.forEach(person -> ids.put(person.key().value(), Ids.next()));
        var added = new HashSet<String>();
        var changed = new HashSet<String>();
        sql.sql(UPSERT)
                .param("organization", organization.value())
                .param("ids", SqlArrays.uuids(people, person -> ids.get(person.key().value())))
                .param("keys", SqlArrays.texts(people, person -> person.key().value()))
                .param("phones", SqlArrays.texts(people, Person::phone))
                .param("names", SqlArrays.texts(people, Person::name))
                .param("import", importId)
                .param(
                        "lowerNames",
                        SqlArrays.texts(people, person -> PlainText.lower(person.name())))
                .param(
                        "searchNames",
                        SqlArrays.texts(people, person -> SearchText.of(person.name())))
                .param("languages", SqlArrays.texts(people, Person::language))
                .param("countries", SqlArrays.texts(people, Person::country))
                .param(
                        "attributes",
                        SqlArrays.texts(
                                people, person -> json.writeValueAsString(person.attributes())))
                .query(row -> {
                    var key = row.getString("recipient_key");
                    changed.add(key);
                    if (row.getObject("id", UUID.class).equals(ids.get(key))) added.add(key);
                });
        changed.addAll(tag(organization, importId, people));
        names.attributes(organization, people.stream().map(Person::attributes).toList());
        return new Written(added, changed);
    }

    private Set<String> tag(OrganizationId organization, UUID importId, List<Person> people) {
        var taggings = new ArrayList<Tagging>();
        for (var person : people) {
            for (var tag : person.tags()) taggings.add(new Tagging(person.key().value(), tag));
        }
        if (taggings.isEmpty()) return Set.of();
        names.tags(organization, taggings.stream().map(Tagging::tag).toList());
        return Set.copyOf(
                sql.sql(TAG)
                        .param("import", importId)
                        .param("organization", organization.value())
                        .param("keys", SqlArrays.texts(taggings, Tagging::key))
                        .param("tags", SqlArrays.texts(taggings, Tagging::tag))
                        .query(String.class)
                        .list());
    }

    Standing standing(OrganizationId organization, List<Person> people) {
        var standing = new Standing(new HashSet<>(), new HashSet<>(), new HashSet<>());
        sql.sql(STANDING)
                .param("organization", organization.value())
                .param("keys", SqlArrays.texts(people, person -> person.key().value()))
                .query(row -> {
                    var key = row.getString("recipient_key");
                    var category = row.getString("category");
                    if (category != null) standing.suppressed().add(key);
                    if ("ALL".equals(category)) standing.optedOut().add(key);
                    if (row.getBoolean("opted_in")) standing.optedIn().add(key);
                });
        return standing;
    }
}
