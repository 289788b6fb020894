package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.PartitionsRead;
import org.wabs.server.support.TestDatabase;

/// Trap F6: statements about a batch of messages read the months of those messages only. Asked of
/// PostgreSQL's own counters of the transaction, under the pipeline's role and its pool's settings.
class PruningTest {
    private static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");
    private static final NodeId NODE = new NodeId("test");
    private static final String MONTH =
            YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy_MM"));

    private static TestDatabase database;
    private static List<UUID> batch;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        batch = new ArrayList<>();
        var campaign = Ids.next();
        for (int i = 0; i < StatusReports.MOST; i++) batch.add(Ids.next());
        database.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt)
                        SELECT ?, CAST(id AS uuid), ?, ?, gen_random_uuid(), 'x', true, 'UTILITY', 1, 1 FROM unnest(?::text[]) AS u(id)\
                        """)
                .params(
                        database.organization().value(),
                        campaign,
                        NUMBER.value(),
                        batch.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void mergingReportsReadsTheirMonthOnly() {
        var reports = new StatusReports(database.pipeline(), NODE, Clock.systemUTC());
        var given = batch.stream().map(PruningTest::failed).toList();

        assertThat(PartitionsRead.by(database.pipeline(), () -> reports.merge(given)))
                .contains("message_" + MONTH)
                .allMatch(partition -> partition.endsWith(MONTH));
    }

    @Test
    void recordingAnswersReadsTheirMonthOnly() {
        var answers = new Answers(database.pipeline(), NODE);
        List<Answer> given =
                batch.stream()
                        .<Answer>map(id ->
                                new Answer.Taken(
                                        database.organization(),
                                        new Attempt(id, 1),
                                        TestDatabase.moment(),
                                        new Wamid("wamid." + id),
                                        false))
                        .toList();

        assertThat(PartitionsRead.by(database.pipeline(), () -> answers.record(given)))
                .contains("message_" + MONTH)
                .allMatch(partition -> partition.endsWith(MONTH));
    }

    @Test
    void decisionsReadTheirMonthOnly() {
        var changes = new MessageChanges(database.pipeline(), NODE, WriterSlot.SETTLER);
        var given =
                batch.stream()
                        .map(id ->
                                new MessageChanges.Decision(
                                        database.organization(), new Attempt(id, 1)))
                        .toList();

        assertThat(PartitionsRead.by(database.pipeline(), () -> changes.inDoubt(given)))
                .contains("message_" + MONTH)
                .allMatch(partition -> partition.endsWith(MONTH));
    }

    private static Report failed(UUID id) {
        return new Report(
                database.organization(),
                NUMBER,
                new Attempt(id, 1),
                Report.Kind.FAILED,
                TestDatabase.moment(),
                new Wamid("wamid." + id),
                131026);
    }
}
