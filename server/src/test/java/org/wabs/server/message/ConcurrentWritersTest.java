package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.NodeId;
import org.wabs.server.support.TestDatabase;

/// Answers and reports about the same messages, written at the same time: PostgreSQL re-evaluates a
/// statement whose row changed under it, and must not lose the rest of the batch (ADR 0004).
class ConcurrentWritersTest {
    private static final int PEOPLE = 300;
    private static final int ROUNDS = 20;

    @Test
    void noReportIsLostWhileAnswersAreWritten() throws Exception {
        try (var database = new TestDatabase()) {
            var reports =
                    new StatusReports(database.pipeline(), new NodeId("test"), Clock.systemUTC());
            var answers = new Answers(database.pipeline(), new NodeId("test"));
            for (int round = 0; round < ROUNDS; round++) {
                var ids = sending(database);
                var recorder =
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int from = 0; from < PEOPLE; from += 50) {
                                        var batch =
                                                ids.subList(from, from + 50).stream()
                                                        .map(id -> taken(database, id))
                                                        .toList();
                                        database.pipeline()
                                                .tx()
                                                .executeWithoutResult(s -> answers.record(batch));
                                    }
                                });
                var batch = ids.stream().map(id -> delivered(database, id)).toList();

                var merged = database.pipeline().tx().execute(s -> reports.merge(batch));
                recorder.join();

                assertThat(merged).as("round %d", round).hasSize(PEOPLE);
                assertThat(
                                database.sql()
                                        .sql(
                                                "SELECT count(*) FROM message WHERE accepted_at IS NOT NULL AND delivered_at IS NOT NULL AND id = ANY (?::uuid[])")
                                        .param(
                                                ids.stream()
                                                        .map(UUID::toString)
                                                        .toArray(String[]::new))
                                        .query(Long.class)
                                        .single())
                        .isEqualTo(PEOPLE);
            }
        }
    }

    private static List<UUID> sending(TestDatabase database) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < PEOPLE; i++) ids.add(org.wabs.server.platform.id.Ids.next());
        database.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt)
                        SELECT ?, id::uuid, ?, '100', gen_random_uuid(), 'x', true, 'UTILITY', 1, 1 FROM unnest(?::text[]) AS u(id)\
                        """)
                .params(
                        database.organization().value(),
                        org.wabs.server.platform.id.Ids.next(),
                        ids.stream().map(UUID::toString).toArray(String[]::new))
                .update();
        return ids;
    }

    private static Answer taken(TestDatabase database, UUID id) {
        return new Answer.Taken(
                database.organization(),
                new Attempt(id, 1),
                TestDatabase.moment(),
                new Wamid("wamid." + id),
                false);
    }

    private static Report delivered(TestDatabase database, UUID id) {
        return new Report(
                database.organization(),
                new PhoneNumberId("100"),
                new Attempt(id, 1),
                Report.Kind.DELIVERED,
                TestDatabase.moment(),
                new Wamid("wamid." + id),
                null);
    }
}
