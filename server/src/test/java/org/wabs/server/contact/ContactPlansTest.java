package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.contact.ContactBook.Sort;
import org.wabs.server.contact.ContactQuery.Reach;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.contact.filter.FilterSql;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/// How PostgreSQL goes about lists and searches among 50,000 people, asked as the application's
/// role under row-level security: by an index, always.
class ContactPlansTest {
    private static final int PEOPLE = 50_000;
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = new TestDatabase();
        var sql = database.sql();
        sql.sql(
                        """
                        INSERT INTO contact (organization_id, id, recipient_key, phone, name, name_lower, name_search, country, language, attributes)
                        SELECT CASE WHEN n % 10 = 0 THEN CAST(:other AS uuid) ELSE CAST(:organization AS uuid) END,
                               wabs_uuid_of(now() - (:people - n) * interval '1 s', md5(n::text)::uuid),
                               '+1202' || (5000000 + n), '+1202' || (5000000 + n), initcap(w.word), w.word, w.word,
                               CASE WHEN n % 500 = 1 THEN 'DE' ELSE 'US' END, CASE WHEN n % 500 = 2 THEN 'de_AT' ELSE 'en' END,
                               jsonb_build_object('city', 'City ' || n % 1000)
                          FROM generate_series(1, :people) n
                          CROSS JOIN LATERAL (SELECT translate(md5(n::text), '0123456789', 'ghijklmnop') AS word) w\
                        """)
                .param("organization", database.organization().value())
                .param("other", database.newOrganization().value())
                .param("people", PEOPLE)
                .update();
        sql.sql(
                        """
                        INSERT INTO contact_tag (organization_id, tag, contact_id)
                        SELECT organization_id, 'common', id FROM contact
                        UNION ALL (SELECT organization_id, 'rare', id FROM contact WHERE country = 'DE')\
                        """)
                .update();
        for (var table : List.of("contact", "contact_tag", "suppression"))
            sql.sql("VACUUM ANALYZE " + table).update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void pagesOfEverybodyFollowAnIndex() {
        assertThat(plan(query(Map.of()), Sort.NEWEST)).contains("contact_pkey");
        assertThat(plan(query(Map.of()), Sort.NAME)).contains("contact_name");
    }

    @Test
    void beginningsAreRangesOfAnIndex() {
        assertThat(plan(query(Map.of("q", "xy")), Sort.NAME)).contains("contact_name");
        assertThat(plan(query(Map.of("q", "+1")), Sort.NEWEST)).contains("contact_");
    }

    @Test
    void threeLettersAreFoundByTrigrams() {
        plan(query(Map.of("q", "abc")), Sort.NEWEST);

        assertThat(inside(search("'%abcdef%', '', '', '{}', '{}', '{}'")))
                .contains("contact_words");
        assertThat(inside(search("'zzz', '%5049999%', '', '{}', '{}', '{}'")))
                .contains("contact_words");
        assertThat(inside(search("'', '', '', '{\"city\": \"City 7\"}', '{}', '{}'")))
                .contains("contact_attributes");
    }

    private static String search(String patternsAndFilters) {
        return "contact_search("
                + patternsAndFilters
                + ", 'ffffffff-ffff-ffff-ffff-ffffffffffff', 51)";
    }

    @Test
    void searchesBesideFiltersFollowIndexesToo() {
        plan(query(Map.of("q", "abc", "tag", List.of("rare"))), Sort.NEWEST);
        assertThat(inside(search("'%abcdef%', '', '', '{}', '{DE}', '{}'"))).contains("contact_");
        assertThat(inside(search("'%abc%', '', '', '{}', '{}', '{rare}'"))).contains("contact_tag");
    }

    @Test
    void tagsCountriesAndLanguagesAreFoundByTheirIndexes() {
        assertThat(plan(query(Map.of("tag", List.of("rare"))), Sort.NEWEST))
                .contains("contact_tag_pkey");
        assertThat(plan(query(Map.of("tag", List.of("common"))), Sort.NEWEST))
                .contains("contact_tag");
        assertThat(plan(query(Map.of("country", List.of("DE"))), Sort.NEWEST))
                .contains("contact_country");
        assertThat(plan(query(Map.of("country", List.of("US"))), Sort.NEWEST)).contains("contact_");
        assertThat(plan(query(Map.of("language", List.of("de"))), Sort.NEWEST))
                .contains("contact_language");
        plan(query(Map.of("consent", List.of("OPTED_OUT"))), Sort.NEWEST);
        plan(query(Map.of("createdFrom", "2031-01-01")), Sort.NEWEST);
        plan(query(Map.of("attribute", List.of("city=City 7"))), Sort.NEWEST);
        plan(query(Map.of("q", "abc", "tag", List.of("common"))), Sort.NEWEST);
    }

    @Test
    void savedFiltersUseThemToo() {
        var filter =
                """
                {"all": [{"tag": ["rare"]}, {"not": {"country": ["US"]}}, {"any": [{"wrote": {"withinDays": 30}},
                 {"campaign": {"id": "00000000-0000-7000-8000-000000000001", "was": "READ"}}]}]}\
                """;
        var condition =
                FilterSql.of(
                        FilterReader.read(JsonMapper.builder().build().readTree(filter), "filter"));

        assertThat(plan(condition, Sort.NEWEST)).contains("contact_tag");
    }

    private static SqlCondition query(Map<String, ?> parameters) {
        return JsonMapper.builder()
                .build()
                .convertValue(parameters, ContactQuery.class)
                .condition("US", Reach.NEWEST);
    }

    /// @return the plan, which reads no big table from end to end
    private static String plan(SqlCondition condition, Sort sort) {
        var values = new HashMap<String, Object>(condition.values());
        values.put("limit", 51);
        var plan = explain(sort.page(condition, true), values);
        assertThat(plan).doesNotContain("Seq Scan on contact");
        return plan;
    }

    private static String explain(String sql, Map<String, Object> values) {
        var lines = new ArrayList<String>();
        Tenant.run(
                database.organization(),
                () ->
                        database.app()
                                .tx()
                                .executeWithoutResult(status ->
                                        database.app()
                                                .sql()
                                                .sql("EXPLAIN " + sql)
                                                .params(values)
                                                .query(row -> {
                                                    lines.add(row.getString(1));
                                                })));
        return String.join("\n", lines);
    }

    /// What runs inside a function, as its owner: told by auto_explain.
    private static String inside(String call) {
        var address = database.address();
        var parsed = org.wabs.server.platform.sql.DatabaseAddress.parse(address);
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                parsed.url(), parsed.owner(), parsed.password());
                var statement = connection.createStatement()) {
            statement.execute("LOAD 'auto_explain'");
            statement.execute("SET auto_explain.log_min_duration = 0");
            statement.execute("SET auto_explain.log_nested_statements = on");
            statement.execute("SET client_min_messages = log");
            statement.execute(
                    "SET app.organization_id = '" + database.organization().value() + "'");
            statement.clearWarnings();
            statement.execute("SELECT count(*) FROM " + call);
            var told = new StringBuilder();
            for (var warning = statement.getWarnings();
                    warning != null;
                    warning = warning.getNextWarning()) told.append(warning.getMessage());
            assertThat(told).doesNotContain("Seq Scan on contact");
            return told.toString();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
