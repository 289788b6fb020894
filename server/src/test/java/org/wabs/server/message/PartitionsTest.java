package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.TestDatabase;

/// The months of `message` and what belongs to it.
class PartitionsTest {
    private static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");
    private static final String MONTH =
            YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy_MM"));
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /// Trap A8: the clock is where nobody made a partition for. Nothing fails, and what the default
    /// partition caught moves on.
    @Test
    void withoutAPartitionForTodayMessagesAreKeptAndMoveOnceThereIsOne() {
        for (var table : List.of("message", "message_content", "wamid_ref", "message_event"))
            database.sql().sql("DROP TABLE " + table + "_" + MONTH).update();
        var message = database.queuedMessage(database.organization(), Ids.next(), NUMBER.value());
        assertThat(partition("message", "id", message)).isEqualTo("message_default");
        assertThat(partition("message_content", "message_id", message))
                .isEqualTo("message_content_default");
        database.sql().sql("UPDATE message SET attempt = 1 WHERE id = ?").param(message).update();

        read(message);
        assertThat(status(message)).isEqualTo("READ");
        database.pipeline()
                .sql()
                .sql("SELECT message_partitions_ahead(now())::text")
                .query(String.class)
                .single();

        assertThat(partition("message", "id", message)).isEqualTo("message_" + MONTH);
        assertThat(partition("message_content", "message_id", message))
                .isEqualTo("message_content_" + MONTH);
        assertThat(partition("wamid_ref", "message_id", message)).isEqualTo("wamid_ref_" + MONTH);
        assertThat(status(message)).isEqualTo("READ");
        var next = database.queuedMessage(database.organization(), Ids.next(), NUMBER.value());
        assertThat(partition("message", "id", next)).isEqualTo("message_" + MONTH);
    }

    @Test
    void makingPartitionsTwiceMakesThemOnce() {
        var before = partitions();

        database.pipeline()
                .sql()
                .sql("SELECT message_partitions_ahead(now())::text")
                .query(String.class)
                .single();

        assertThat(partitions()).isEqualTo(before).isGreaterThanOrEqualTo(6);
    }

    private static void read(UUID message) {
        var reports = new StatusReports(database.pipeline(), new NodeId("test"), Clock.systemUTC());
        database.pipeline()
                .tx()
                .executeWithoutResult(status ->
                        reports.merge(
                                List.of(
                                        new Report(
                                                database.organization(),
                                                NUMBER,
                                                new Attempt(message, 1),
                                                Report.Kind.READ,
                                                TestDatabase.moment(),
                                                new Wamid("wamid." + message),
                                                null))));
    }

    private static String status(UUID message) {
        return database.sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private static String partition(String table, String key, UUID message) {
        return database.sql()
                .sql("SELECT tableoid::regclass::text FROM " + table + " WHERE " + key + " = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    private static int partitions() {
        return database.sql()
                .sql("SELECT count(*) FROM pg_inherits WHERE inhparent = 'message'::regclass")
                .query(Integer.class)
                .single();
    }
}
