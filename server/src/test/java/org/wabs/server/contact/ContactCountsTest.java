package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.contact.ContactCounts.Count;
import org.wabs.server.contact.ContactQuery.Reach;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/// Among 30,000 people of one organization and 1,000 of another.
class ContactCountsTest {
    private static final int PEOPLE = 30_000;
    private static final int FEW = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static TestDatabase database;
    private static OrganizationId small;
    private static ContactCounts counts;

    @BeforeAll
    static void fill() {
        database = new TestDatabase();
        small = database.newOrganization();
        counts = new ContactCounts(database.app(), JSON);
        fill(database.organization(), PEOPLE);
        fill(small, FEW);
        database.sql().sql("VACUUM ANALYZE contact").update();
    }

    /// Every 100th lives in Germany, three of four are called Anna and have written.
    private static void fill(OrganizationId organization, int people) {
        database.sql()
                .sql(
                        """
                        WITH person AS (
                            INSERT INTO contact (organization_id, id, recipient_key, phone, name, name_lower, name_search, country)
                            SELECT :organization, wabs_uuid_of(now() - n * interval '1 s', md5(n::text)::uuid), '+1202' || (5000000 + n),
                                   '+1202' || (5000000 + n), w.name, lower(w.name), lower(w.name), CASE WHEN n % 100 = 1 THEN 'DE' ELSE 'US' END
                              FROM generate_series(1, :people) n
                              CROSS JOIN LATERAL (SELECT CASE WHEN n % 4 > 0 THEN 'Anna ' ELSE 'Bruno ' END || n AS name) w
                            RETURNING id, recipient_key, name
                        )
                        INSERT INTO conversation (organization_id, id, phone_number_id, contact_id, last_at, last_in_at)
                        SELECT :organization, id, '1', id, now(), now() FROM person WHERE name LIKE 'Anna%'\
                        """)
                .param("organization", organization.value())
                .param("people", people)
                .update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void fewAreCounted() {
        assertThat(count("{\"country\": [\"DE\"]}")).isEqualTo(new Count(PEOPLE / 100, false));
        assertThat(count("{\"country\": [\"FR\"]}")).isEqualTo(new Count(0, false));
    }

    @Test
    void manyAreEstimated() {
        assertEstimate(count("{\"all\": []}"), PEOPLE, 5);
        assertEstimate(count("{\"country\": [\"US\"]}"), PEOPLE * 99 / 100, 5);
        assertEstimate(count("{\"wrote\": {\"withinDays\": 30}}"), PEOPLE * 3 / 4, 10);
        assertEstimate(search("anna"), PEOPLE * 3 / 4, 10);
    }

    private static void assertEstimate(Count count, int total, int percent) {
        assertThat(count.totalIsEstimate()).isTrue();
        assertThat(count.total()).isCloseTo(total, Percentage.withPercentage(percent));
    }

    @Test
    void whoeverIsSearchedAndFewIsCountedToo() {
        assertThat(search("anna 2999")).isEqualTo(new Count(9, false));
    }

    @Test
    void ofFewPeopleEverybodyIsCountedAtOnce() {
        Tenant.run(
                small,
                () -> {
                    var wrote = counts.preview(condition("{\"wrote\": {\"withinDays\": 30}}"));
                    assertThat(wrote.count()).isEqualTo(new Count(FEW * 3 / 4, false));
                    assertThat(wrote.examples()).hasSize(10);
                });
    }

    @Test
    void whoCarriesATagIsCountedByTheTags() {
        tag("few", 1_200);
        tag("few too", 1_300);
        tag("many", 12_000);

        var few = preview("{\"tag\": [\"few\", \"few too\"]}");
        assertThat(few.count()).isEqualTo(new Count(1_300, false));
        assertThat(names(few.examples())).hasSize(10).startsWith("Anna 1", "Anna 2", "Anna 3");
        assertThat(count("{\"all\": [{\"tag\": [\"few\"]}, {\"country\": [\"DE\"]}]}"))
                .isEqualTo(new Count(12, false));
        assertEstimate(count("{\"tag\": [\"many\"]}"), 12_000, 15);
    }

    /// To the newest so many.
    private static void tag(String tag, int people) {
        database.sql()
                .sql(
                        """
                        INSERT INTO contact_tag (organization_id, tag, contact_id)
                        SELECT organization_id, ?, id FROM contact WHERE organization_id = ? ORDER BY id DESC LIMIT ?\
                        """)
                .params(tag, database.organization().value(), people)
                .update();
    }

    @Test
    void whoOptedOutIsToldByTheOptOuts() {
        optOut("n % 40 = 0"); // 750, and as many strangers
        var few = preview("{\"consent\": [\"OPTED_OUT\"]}");
        assertThat(few.count()).isEqualTo(new Count(PEOPLE / 40, false));
        assertThat(names(few.examples())).hasSize(10).startsWith("Bruno 40", "Bruno 80");

        optOut("n % 5 = 0"); // 6,000, and as many strangers
        assertEstimate(count("{\"all\": [{\"consent\": [\"OPTED_OUT\"]}]}"), PEOPLE / 5, 12);
        assertThat(count("{\"all\": [{\"consent\": [\"OPTED_OUT\"]}, {\"country\": [\"DE\"]}]}"))
                .isEqualTo(new Count(0, false));
    }

    @Test
    void fewAmongManyRecordsAreCountedAsOthersAre() {
        optOut("n % 5 = 0 AND (beginning = '+1303' OR n % 100 = 0)");

        assertThat(count("{\"consent\": [\"OPTED_OUT\"]}"))
                .isEqualTo(new Count(PEOPLE / 100, false));
    }

    /// Those people, and as many whom we do not know.
    private static void optOut(String which) {
        database.sql().sql("DELETE FROM suppression").update();
        database.sql()
                .sql(
                        """
                        INSERT INTO suppression (organization_id, recipient_key, category, since, source)
                        SELECT ?, beginning || (5000000 + n), 'ALL', now(), 'USER'
                          FROM generate_series(1, ?) n, unnest(ARRAY['+1202', '+1303']) AS beginning WHERE %s\
                        """
                                .formatted(which))
                .params(database.organization().value(), PEOPLE)
                .update();
    }

    @Test
    void whomACampaignFailedToReachIsToldByItsMessages() {
        var few = campaign(3_000); // a third of them failed, a third skipped
        assertThat(outcome(few, "FAILED")).isEqualTo(new Count(1_000, false));
        assertThat(outcome(few, "SKIPPED")).isEqualTo(new Count(1_000, false));
        assertThat(outcome(few, "PLANNED")).isEqualTo(new Count(3_000, false));
        var forgotten = forgetSomeOfThose(few);
        assertThat(outcome(few, "FAILED")).isEqualTo(new Count(1_000 - forgotten, false));

        assertEstimate(outcome(campaign(9_000), "FAILED"), 3_000, 12);
    }

    private static Count outcome(UUID campaign, String outcome) {
        return count(
                "{\"campaign\": {\"id\": \"%s\", \"was\": \"%s\"}}".formatted(campaign, outcome));
    }

    /// To the newest so many.
    private static UUID campaign(int people) {
        var id = UUID.randomUUID();
        database.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                             wanted, attempt, failed_attempt, failed_at, skipped)
                        SELECT organization_id, wabs_uuid_of(now(), gen_random_uuid()), ?, '1', id, recipient_key, true, 'MARKETING',
                               1, 1, CASE WHEN n % 3 = 0 THEN 1 END, CASE WHEN n % 3 = 0 THEN now() END, CASE WHEN n % 3 = 1 THEN 'NO_OPT_IN' END
                          FROM (SELECT c.*, row_number() OVER (ORDER BY id DESC) AS n FROM contact c
                                 WHERE organization_id = ? ORDER BY id DESC LIMIT ?) p\
                        """)
                .params(id, database.organization().value(), people)
                .update();
        return id;
    }

    /// As if they had never been contacts; other tests count them.
    private static int forgetSomeOfThose(UUID campaign) {
        return database.sql()
                .sql(
                        "UPDATE message SET contact_id = gen_random_uuid() WHERE campaign_id = ? AND failed_at IS NOT NULL AND abs(hashtext(contact_id::text)) % 7 = 0")
                .param(campaign)
                .update();
    }

    @Test
    void examplesAreTheNewestWhoMatch() {
        var many = preview("{\"not\": {\"country\": [\"DE\"]}}").examples();
        assertThat(names(many)).hasSize(10).startsWith("Anna 2", "Anna 3", "Bruno 4");

        var few = preview("{\"country\": [\"DE\"]}").examples();
        assertThat(names(few)).hasSize(10).startsWith("Anna 1", "Anna 101", "Anna 201");
    }

    @Test
    void whereTheNewestDoNotMatchExamplesAreFromTheSample() {
        var old = preview("{\"created\": {\"to\": \"%s\"}}".formatted(hoursAgo(1)));

        assertThat(old.count().total()).isCloseTo(PEOPLE - 3_600L, within(2_000L));
        assertThat(names(old.examples()))
                .hasSize(10)
                .allSatisfy(name ->
                        assertThat(Integer.parseInt(name.substring(name.indexOf(' ') + 1)))
                                .isGreaterThan(3_500));
    }

    private static String hoursAgo(int hours) {
        return java.time.Instant.now().minusSeconds(hours * 3_600L).toString();
    }

    private static Count count(String filter) {
        return Tenant.call(database.organization(), () -> counts.count(condition(filter)));
    }

    private static ContactCounts.Preview preview(String filter) {
        return Tenant.call(database.organization(), () -> counts.preview(condition(filter)));
    }

    private static ContactFilter condition(String filter) {
        return FilterReader.read(JSON.readTree(filter), "filter");
    }

    private static Count search(String text) {
        var query = JSON.convertValue(Map.of("q", text), ContactQuery.class);
        return Tenant.call(
                database.organization(),
                () ->
                        counts.count(
                                query.condition("US", Reach.ALL),
                                query.condition("US", Reach.PERSON)));
    }

    private static List<String> names(List<UUID> ids) {
        return ids.stream()
                .map(id ->
                        database.sql()
                                .sql(
                                        "SELECT name FROM contact WHERE organization_id = ? AND id = ?")
                                .params(database.organization().value(), id)
                                .query(String.class)
                                .single())
                .toList();
    }
}
