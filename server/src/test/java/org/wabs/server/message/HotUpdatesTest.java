package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.TestDatabase;

/// Trap F1: an update that is not HOT costs an entry in each index. Asked of PostgreSQL's own
/// counters of the transaction.
class HotUpdatesTest {
    private static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");
    private static final NodeId NODE = new NodeId("test");
    private static final int MESSAGES = 1_000;

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private record Updates(long all, long hot) {
        Updates minus(Updates before) {
            return new Updates(all - before.all, hot - before.hot);
        }

        Updates plus(Updates other) {
            return new Updates(all + other.all, hot + other.hot);
        }
    }

    @Test
    void fiveUpdatesOfALifeStayHotInBatchesOfNeighbours() {
        var answers = new Answers(database.pipeline(), NODE);
        var reports = new StatusReports(database.pipeline(), NODE, Clock.systemUTC());
        var messages = queued();

        var claimed = by(messages, HotUpdatesTest::claim);
        var taken = by(messages, batch -> answers.record(batch.stream().map(this::taken).toList()));
        var reported =
                Stream.of(Kind.SENT, Kind.DELIVERED, Kind.READ)
                        .map(kind ->
                                by(
                                        messages,
                                        batch ->
                                                reports.merge(
                                                        batch.stream()
                                                                .map(id -> report(id, kind))
                                                                .toList())))
                        .reduce(claimed.plus(taken), Updates::plus);

        assertThat(reported.all).isEqualTo(5 * MESSAGES);
        assertThat((double) reported.hot / reported.all).isGreaterThan(0.99);
    }

    private static List<UUID> queued() {
        var messages = Stream.generate(Ids::next).limit(MESSAGES).toList();
        database.sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, attempt)
                        SELECT ?, CAST(id AS uuid), ?, ?, gen_random_uuid(), '+12025550123', true, 'MARKETING', 1, 0 FROM unnest(?::text[]) AS u(id)\
                        """)
                .params(
                        database.organization().value(),
                        Ids.next(),
                        NUMBER.value(),
                        messages.stream().map(UUID::toString).toArray(String[]::new))
                .update();
        return messages;
    }

    /// As dispatch counts an attempt.
    private static void claim(List<UUID> batch) {
        database.pipeline()
                .sql()
                .sql(
                        "UPDATE message SET attempt = attempt + 1 WHERE organization_id = ? AND id = ANY (CAST(? AS uuid[]))")
                .params(
                        database.organization().value(),
                        batch.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    private static Updates by(List<UUID> messages, Consumer<List<UUID>> work) {
        return messages.stream()
                .gather(Gatherers.windowFixed(StatusReports.MOST))
                .map(batch -> by(() -> work.accept(batch)))
                .reduce(new Updates(0, 0), Updates::plus);
    }

    private static Updates by(Runnable work) {
        return Objects.requireNonNull(
                database.pipeline()
                        .tx()
                        .execute(status -> {
                            var before = updates();
                            work.run();
                            return updates().minus(before);
                        }));
    }

    private static Updates updates() {
        return database.pipeline()
                .sql()
                .sql(
                        """
                        SELECT coalesce(sum(n_tup_upd), 0), coalesce(sum(n_tup_hot_upd), 0) FROM pg_stat_xact_user_tables
                         WHERE relname ~ '^message_(default|[0-9]{4}_[0-9]{2})$'\
                        """)
                .query((row, line) -> new Updates(row.getLong(1), row.getLong(2)))
                .single();
    }

    /// As long as Meta's.
    private static Wamid wamid(UUID id) {
        return new Wamid("wamid.HBgLMTIwMjU1NTAxMjMVAgAR" + id);
    }

    private Answer taken(UUID id) {
        return new Answer.Taken(
                database.organization(),
                new Attempt(id, 1),
                TestDatabase.moment(),
                wamid(id),
                false);
    }

    private static Report report(UUID id, Kind kind) {
        return new Report(
                database.organization(),
                NUMBER,
                new Attempt(id, 1),
                kind,
                TestDatabase.moment(),
                wamid(id),
                null);
    }
}
