package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.MessageChanges.Decision;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/// Trap J2: the pipelines see all organizations. Two of them with equal ids of messages, contacts
/// and campaigns, on a number of equal id: what concerns one changes nothing of the other.
class EqualIdsTest {
    private static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");
    private static final Instant AT = TestDatabase.moment();
    private static final NodeId NODE = new NodeId("test");
    private static TestDatabase database;
    private static OrganizationId ours;
    private static OrganizationId theirs;
    private UUID message;
    private UUID contact;
    private UUID campaign;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        ours = database.organization();
        theirs = database.newOrganization();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void twins() {
        message = Ids.next();
        contact = Ids.next();
        campaign = Ids.next();
        insert(ours, 1);
        insert(theirs, 1);
    }

    @Test
    void reportsOfOneChangeNothingOfTheOther() {
        var before = rows(theirs);

        in(() ->
                new StatusReports(database.pipeline(), NODE, Clock.systemUTC())
                        .merge(
                                List.of(
                                        report(ours, Report.Kind.READ),
                                        report(ours, Report.Kind.FAILED))));

        assertThat(status(ours)).isEqualTo("READ");
        assertThat(rows(theirs)).isEqualTo(before);
    }

    /// One batch holds reports of many organizations.
    @Test
    void reportsOfBothInOneBatchReachTheirOwn() {
        in(() ->
                new StatusReports(database.pipeline(), NODE, Clock.systemUTC())
                        .merge(
                                List.of(
                                        report(ours, Report.Kind.DELIVERED),
                                        report(theirs, Report.Kind.FAILED),
                                        report(ours, Report.Kind.FAILED))));

        assertThat(status(ours)).isEqualTo("DELIVERED");
        assertThat(status(theirs)).isEqualTo("FAILED");
        assertThat(count("message_failure", ours)).isEqualTo(1);
        assertThat(count("message_failure", theirs)).isEqualTo(1);
        assertThat(figures(ours).delivered()).isEqualTo(1);
        assertThat(figures(theirs).delivered()).isZero();
        assertThat(figures(theirs).failed()).isEqualTo(1);
    }

    @Test
    void metasIdOfAMessageIsFoundPerOrganization() {
        var reports = new StatusReports(database.pipeline(), NODE, Clock.systemUTC());
        in(() ->
                reports.merge(
                        List.of(report(ours, Report.Kind.SENT), report(theirs, Report.Kind.SENT))));

        var found =
                reports.attemptsOf(
                        List.of(
                                new StatusReports.Sent(ours, wamid()),
                                new StatusReports.Sent(theirs, wamid())));

        assertThat(found.values()).containsExactly(attempt(), attempt());
    }

    @Test
    void answersOfOneChangeNothingOfTheOther() {
        var before = rows(theirs);
        var answers = new Answers(database.pipeline(), NODE);

        in(() -> answers.record(List.of(new Answer.Taken(ours, attempt(), AT, wamid(), true))));
        assertThat(status(ours)).isEqualTo("HELD");
        assertThat(rows(theirs)).isEqualTo(before);

        in(() -> answers.record(List.of(new Answer.Refused(ours, attempt(), AT, 131026, "no"))));
        assertThat(status(ours)).isEqualTo("FAILED");
        assertThat(rows(theirs)).isEqualTo(before);
    }

    @Test
    void decisionsAboutOneChangeNothingOfTheOther() {
        var before = rows(theirs);
        var changes = new MessageChanges(database.pipeline(), NODE, WriterSlot.SETTLER);
        var decision = List.of(new Decision(ours, attempt()));

        in(() -> assertThat(changes.inDoubt(decision)).isEqualTo(decision));
        assertThat(status(ours)).isEqualTo("IN_DOUBT");
        in(() -> assertThat(changes.again(decision, true)).isEqualTo(decision));
        assertThat(status(ours)).isEqualTo("QUEUED");
        in(() -> assertThat(changes.cancelled(decision)).isEqualTo(decision));
        assertThat(status(ours)).isEqualTo("CANCELLED");
        assertThat(rows(theirs)).isEqualTo(before);
    }

    @Test
    void cancellingACampaignLeavesTheOthersAlone() {
        database.sql().sql("UPDATE message SET attempt = 0 WHERE id = ?").param(message).update();
        var before = rows(theirs);
        var planned = new PlannedMessages(database.pipeline(), NODE);

        in(() -> planned.cancel(ours, new CampaignId(campaign), NUMBER, null, 100));

        assertThat(status(ours)).isEqualTo("CANCELLED");
        assertThat(rows(theirs)).isEqualTo(before);
    }

    @Test
    void anAnswerFromAPersonCountsForTheirOwnBusiness() {
        var before = rows(theirs);
        in(() ->
                new Answers(database.pipeline(), NODE)
                        .record(List.of(new Answer.Taken(ours, attempt(), AT, wamid(), false))));
        var inbound = new InboundMessages(database.pipeline(), NODE, Clock.systemUTC());

        var recorded = in(() -> inbound.record(List.of(inbound(ours), inbound(theirs))));

        assertThat(recorded).hasSize(2).allMatch(Recorded::isNew);
        assertThat(recorded.get(0).repliesTo()).isEqualTo(new CampaignId(campaign));
        assertThat(figures(ours).replied()).isEqualTo(1);
        assertThat(rows(ours).get("replied_at")).isNotNull();
        assertThat(rows(theirs).get("wamid")).isEqualTo(before.get("wamid"));
        assertThat(count("message", ours)).isEqualTo(count("message", theirs));
        var again = in(() -> inbound.record(List.of(inbound(theirs), inbound(ours))));
        assertThat(again).hasSize(2).noneMatch(Recorded::isNew);
    }

    private void insert(OrganizationId owner, int attempt) {
        database.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt)
                        VALUES (?, ?, ?, ?, ?, '+12025550123', true, 'UTILITY', 1, ?)\
                        """)
                .params(owner.value(), message, campaign, NUMBER.value(), contact, attempt)
                .update();
    }

    private static void in(Runnable work) {
        database.pipeline().tx().executeWithoutResult(status -> work.run());
    }

    private static <T> T in(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(
                database.pipeline().tx().execute(status -> work.get()));
    }

    private Attempt attempt() {
        return new Attempt(message, 1);
    }

    private Wamid wamid() {
        return new Wamid("wamid." + message);
    }

    private Report report(OrganizationId owner, Report.Kind kind) {
        return new Report(
                owner,
                NUMBER,
                attempt(),
                kind,
                AT,
                wamid(),
                kind == Report.Kind.FAILED ? 131026 : null);
    }

    private Inbound inbound(OrganizationId owner) {
        return new Inbound(
                owner,
                NUMBER,
                contact,
                "+12025550123",
                new Wamid("wamid.answer." + message),
                AT.plusSeconds(2),
                wamid(),
                false,
                JsonMapper.builder().build().readTree("{\"type\":\"text\"}"));
    }

    private String status(OrganizationId owner) {
        return database.sql()
                .sql("SELECT message_status(m) FROM message m WHERE organization_id = ? AND id = ?")
                .params(owner.value(), message)
                .query(String.class)
                .single();
    }

    private Map<String, Object> rows(OrganizationId owner) {
        return database.sql()
                .sql(
                        """
                        SELECT m.*,
                               (SELECT count(*) FROM campaign_count c WHERE c.organization_id = m.organization_id AND c.campaign_id = m.campaign_id) AS counts,
                               (SELECT count(*) FROM message_failure f WHERE f.organization_id = m.organization_id AND f.message_id = m.id) AS failures,
                               (SELECT count(*) FROM message_event e WHERE e.organization_id = m.organization_id AND e.message_id = m.id) AS events,
                               (SELECT count(*) FROM wamid_ref w WHERE w.organization_id = m.organization_id AND w.message_id = m.id) AS wamids
                          FROM message m WHERE m.organization_id = ? AND m.id = ?\
                        """)
                .params(owner.value(), message)
                .query()
                .singleRow();
    }

    private CampaignFigures figures(OrganizationId owner) {
        return CampaignFigures.of(database.pipeline(), owner, new CampaignId(campaign));
    }

    private long count(String table, OrganizationId owner) {
        var key = table.equals("message") ? "contact_id" : "message_id";
        return database.sql()
                .sql(
                        "SELECT count(*) FROM "
                                + table
                                + " WHERE organization_id = ? AND "
                                + key
                                + " = ?")
                .params(owner.value(), table.equals("message") ? contact : message)
                .query(Long.class)
                .single();
    }
}
