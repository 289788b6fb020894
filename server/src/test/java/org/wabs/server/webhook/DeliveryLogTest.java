package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.webhook.Intake.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryLogTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = Intake.start();
    }

    @AfterAll
    static void stop() {
        intake.close();
    }

    @Test
    void writerPausedBetweenInsertAndCommitIsNotSkipped() throws SQLException {
        assertThat(intake.post(Intake.textBody("12025550101", "first", "hello"))).isEqualTo(200);
        var node =
                intake.sql()
                        .sql("SELECT min(node) FROM webhook_writer")
                        .query(String.class)
                        .single();
        var paused = newLog(node, TODAY);
        try (var connection = intake.connection()) {
            connection.setAutoCommit(false);
            for (int seq = 1; seq <= 20; seq++)
                insert(connection, paused, seq, TODAY, "paused-" + seq);

            for (int i = 0; i < 10; i++)
                assertThat(intake.post(Intake.textBody("12025550102", "other-" + i, "hello")))
                        .isEqualTo(200);
            await().untilAsserted(() ->
                    assertThat(intake.count("message WHERE wamid LIKE 'wamid.other-%'"))
                            .isEqualTo(10));
            assertThat(intake.count("message WHERE wamid LIKE 'wamid.paused-%'")).isZero();

            connection.commit();
        }
        await().untilAsserted(() ->
                assertThat(intake.count("message WHERE wamid LIKE 'wamid.paused-%'"))
                        .isEqualTo(20));
    }

    @Test
    void logOfADeadNodeIsAdoptedAndProcessedFromItsCursor() throws SQLException {
        var yesterday = TODAY.minusDays(1);
        var dead = newLog("a node that died", yesterday);
        try (var connection = intake.connection()) {
            insert(connection, dead, 1, yesterday, "done-before");
            insert(connection, dead, 2, yesterday, "left-1");
            insert(connection, dead, 3, TODAY, "left-2");
        }
        intake.sql()
                .sql("UPDATE webhook_writer SET processed_to = 1 WHERE writer_id = ?")
                .param(dead)
                .update();
        assertThat(intake.messagesWith("left-1")).isZero();

        intake.sql()
                .sql(
                        "UPDATE webhook_writer SET lease_until = clock_timestamp() WHERE writer_id = ?")
                .param(dead)
                .update();
        await().untilAsserted(() ->
                assertThat(intake.count("message WHERE wamid LIKE 'wamid.left-%'")).isEqualTo(2));

        assertThat(intake.messagesWith("done-before")).isZero();
        assertThat(
                        intake.count(
                                "webhook_writer WHERE writer_id = '"
                                        + dead
                                        + "' AND node <> 'a node that died' AND processed_to = 3"))
                .isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedBeforeARestartIsProcessedAfterIt() {
        try (var other = Intake.start()) {
            // a batch that cannot be committed for the moment: somebody holds the log's row
            try (var connection = other.connection()) {
                connection.setAutoCommit(false);
                try (var lock = connection.createStatement()) {
                    lock.execute("LOCK TABLE message IN SHARE MODE");
                }
                assertThat(other.post(Intake.textBody("12025550101", "restart", "hello")))
                        .isEqualTo(200);
                assertThat(other.messagesWith("restart")).isZero();
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            other.server().restart();

            await().untilAsserted(() -> assertThat(other.messagesWith("restart")).isEqualTo(1));
        }
    }

    @Test
    void bodyThatTheDatabaseRefusesCostsNoNeighbourOfItsCommit() throws Exception {
        intake.sql()
                .sql(
                        "ALTER TABLE webhook_delivery ADD CONSTRAINT no_poison CHECK (position('poison'::bytea IN body) = 0) NOT VALID")
                .update();
        var refused = new AtomicInteger();
        var taken = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = new java.util.ArrayList<Thread>();
        for (int i = 0; i < 24; i++) {
            var body = Intake.textBody("12025550101", "group-" + i, i % 8 == 3 ? "poison" : "fine");
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    start.await();
                                } catch (InterruptedException e) {
                                    return;
                                }
                                int status = intake.post(body);
                                (status == 200 ? taken : refused).incrementAndGet();
                            }));
        }
        start.countDown();
        for (var thread : threads) thread.join();
        intake.sql().sql("ALTER TABLE webhook_delivery DROP CONSTRAINT no_poison").update();
        intake.awaitProcessed();

        assertThat(refused).hasValue(3);
        assertThat(taken).hasValue(21);
        assertThat(intake.count("message WHERE wamid LIKE 'wamid.group-%'")).isEqualTo(21);
    }

    @Test
    void writerWhoseLogWasAdoptedOpensAnotherOne() {
        assertThat(intake.post(Intake.textBody("12025550101", "own-log", "hello"))).isEqualTo(200);
        intake.sql()
                .sql(
                        "UPDATE webhook_writer SET node = 'another node', lease_until = clock_timestamp() + interval '3 s'")
                .update();
        for (int i = 0; i < 5; i++)
            assertThat(intake.post(Intake.textBody("12025550101", "moved-" + i, "hello")))
                    .isEqualTo(200);

        await().untilAsserted(() ->
                assertThat(intake.count("message WHERE wamid LIKE 'wamid.moved-%'")).isEqualTo(5));
    }

    @Test
    void oldDaysAreDroppedButNeverBeforeTheyAreProcessed() throws SQLException {
        var old = TODAY.minusDays(45);
        var older = TODAY.minusDays(46);
        for (var day : new LocalDate[] {old, older})
            intake.sql()
                    .sql("SELECT wabs_partition('webhook_delivery', 'received_on', ?, ?, ?)")
                    .params(
                            day.toString().replace('-', '_'),
                            day.toString(),
                            day.plusDays(1).toString())
                    .query()
                    .listOfRows();
        var log = newLog("a node of long ago", older);
        try (var connection = intake.connection()) {
            insert(connection, log, 1, older, "ancient-1");
            insert(connection, log, 2, old, "ancient-2");
            insert(connection, log, 3, TODAY.minusDays(400), "ancient-3");
        }
        intake.sql()
                .sql("UPDATE webhook_writer SET processed_to = 1 WHERE writer_id = ?")
                .param(log)
                .update();

        assertThat(drop()).isEqualTo(1);
        assertThat(partition(older)).isFalse();
        assertThat(partition(old)).isTrue();
        assertThat(intake.count("webhook_delivery_default")).isEqualTo(1);

        intake.sql()
                .sql("UPDATE webhook_writer SET processed_to = 3 WHERE writer_id = ?")
                .param(log)
                .update();
        assertThat(drop()).isEqualTo(1);
        assertThat(partition(old)).isFalse();
        assertThat(intake.count("webhook_delivery_default")).isZero();
        assertThat(partition(TODAY.plusDays(14))).isTrue();
    }

    @Test
    void dayThatIsBeingReadIsNotWaitedFor() throws SQLException {
        var day = TODAY.minusDays(60);
        intake.sql()
                .sql("SELECT wabs_partition('webhook_delivery', 'received_on', ?, ?, ?)")
                .params(
                        day.toString().replace('-', '_'),
                        day.toString(),
                        day.plusDays(1).toString())
                .query()
                .listOfRows();
        try (var reader = intake.connection()) {
            reader.setAutoCommit(false);
            try (var query = reader.createStatement()) {
                query.executeQuery("SELECT count(*) FROM webhook_delivery").close();
            }
            assertThat(drop()).isZero();
            assertThat(intake.post(Intake.textBody("12025550101", "meanwhile", "hello")))
                    .isEqualTo(200);
            reader.rollback();
        }
        assertThat(drop()).isEqualTo(1);
    }

    private static int drop() {
        return intake.sql()
                .sql("SELECT webhook_days_drop(?)")
                .param(TODAY.minusDays(30))
                .query(Integer.class)
                .single();
    }

    private static boolean partition(LocalDate day) {
        return intake.count(
                        "pg_class WHERE relname = 'webhook_delivery_"
                                + day.toString().replace('-', '_')
                                + "'")
                == 1;
    }

    private static UUID newLog(String node, LocalDate day) {
        var id = UUID.randomUUID();
        intake.sql()
                .sql(
                        "INSERT INTO webhook_writer (writer_id, node, lease_until, processed_on) VALUES (?, ?, clock_timestamp() + interval '1 hour', ?)")
                .params(id, node, day)
                .update();
        return id;
    }

    private static void insert(
            Connection connection, UUID writer, long seq, LocalDate day, String wamid)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO webhook_delivery (received_on, writer_id, seq, app_key, body) VALUES (?, ?, ?, 'default', ?)")) {
            insert.setObject(1, day);
            insert.setObject(2, writer);
            insert.setLong(3, seq);
            insert.setBytes(4, Intake.textBody("12025550101", wamid, "hello").getBytes(UTF_8));
            insert.executeUpdate();
        }
    }
}
