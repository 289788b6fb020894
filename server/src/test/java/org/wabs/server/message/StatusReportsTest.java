package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.TestDatabase;

class StatusReportsTest {
    private static final PhoneNumberId NUMBER = new PhoneNumberId("106540352242922");

    /// Of Meta's codes: a fault of its own.
    private static final int TRY_AGAIN = 131000;

    private static final Instant AT = TestDatabase.moment();
    private static TestDatabase database;
    private static StatusReports reports;

    private record Told(Kind kind, int attempt) {}

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        reports = new StatusReports(database.pipeline(), new NodeId("test"), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /// Traps B3, B4, C2: whatever the order, the repeats and the batches, the same reports make the
    /// same message and the same figures.
    @Test
    void orderRepeatsAndBatchesOfReportsDoNotMatter() {
        long seed = System.nanoTime();
        System.out.println("StatusReportsTest seed " + seed);
        var random = new Random(seed);
        var all = new ArrayList<Told>();
        for (var kind : Kind.values())
            for (int attempt = 1; attempt <= 2; attempt++) all.add(new Told(kind, attempt));
        for (int round = 0; round < 30; round++) {
            var told = new ArrayList<>(all);
            Collections.shuffle(told, random);
            var some = told.subList(0, 1 + random.nextInt(told.size()));
            var expected = outcome(List.of(List.copyOf(some)));
            for (int variant = 0; variant < 3; variant++) {
                assertThat(outcome(batches(some, random)))
                        .as("seed %d: %s", seed, some)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void readBeforeDeliveredBeforeOurOwnAnswerEndsAsRead() {
        var campaign = Ids.next();
        var message = sending(campaign, 1);

        merge(message, new Told(Kind.READ, 1));
        merge(message, new Told(Kind.DELIVERED, 1));
        answerTaken(message, 1);

        assertThat(status(message)).isEqualTo("READ");
        assertThat(row(message)).containsEntry("wamid", "wamid.1");
        assertThat(figures(campaign).read()).isEqualTo(1);
        assertThat(figures(campaign).accepted()).isEqualTo(1);
    }

    @Test
    void sentDeliveredAndReadInOneBatchEndAsRead() {
        var campaign = Ids.next();
        var message = sending(campaign, 1);

        merge(message, new Told(Kind.SENT, 1), new Told(Kind.DELIVERED, 1), new Told(Kind.READ, 1));

        assertThat(status(message)).isEqualTo("READ");
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
    }

    /// Trap B3: attempt 1 was in doubt, attempt 2 was refused; then attempt 1 turns out to have
    /// arrived.
    @Test
    void goodNewsOfAnOlderAttemptBeatsTheFailureOfTheCurrentOne() {
        var message = sending(Ids.next(), 2);
        merge(message, new Told(Kind.FAILED, 2));
        assertThat(status(message)).isEqualTo("FAILED");

        merge(message, new Told(Kind.DELIVERED, 1));

        assertThat(status(message)).isEqualTo("DELIVERED");
    }

    @Test
    void theFailureOfAnOlderAttemptIsHistory() {
        var message = sending(Ids.next(), 2);

        merge(message, new Told(Kind.FAILED, 1));

        assertThat(status(message)).isEqualTo("SENDING");
        assertThat(row(message)).containsEntry("failed_attempt", (int) (short) 1);
    }

    @Test
    void aReportTakesAMessageOutOfTheQueue() {
        var message = sending(Ids.next(), 1);
        database.sql().sql("UPDATE message SET wanted = 2 WHERE id = ?").param(message).update();

        var merged =
                database.pipeline()
                        .tx()
                        .execute(s ->
                                reports.merge(List.of(report(message, new Told(Kind.SENT, 1)))));

        assertThat(merged).singleElement().matches(Merged::unqueued);
        assertThat(status(message)).isEqualTo("SENT");
    }

    /// Trap B8: only an older state of the database explains it; it is told once, and the report
    /// counts.
    @Test
    void aReportOfAnAttemptThatWasNeverMadeHereCountsAndIsToldOnce() {
        var campaign = Ids.next();
        var message = sending(campaign, 1);
        database.sql()
                .sql("UPDATE message SET attempt = 0, wanted = 1 WHERE id = ?")
                .param(message)
                .update();
        var sent = List.of(report(message, new Told(Kind.SENT, 1)));
        var delivered = List.of(report(message, new Told(Kind.DELIVERED, 1)));

        var first = database.pipeline().tx().execute(s -> reports.merge(sent));
        var second = database.pipeline().tx().execute(s -> reports.merge(delivered));

        assertThat(first).singleElement().matches(Merged::beyondRecord).matches(Merged::unqueued);
        assertThat(second).singleElement().matches(merged -> !merged.beyondRecord());
        assertThat(status(message)).isEqualTo("DELIVERED");
        assertThat(figures(campaign))
                .isEqualTo(Recount.of(database.sql(), database.organization(), campaign));
    }

    @Test
    void twoAttemptsThatBothArrivedAreReportedAsADuplicate() {
        var campaign = Ids.next();
        var message = sending(campaign, 2);

        merge(message, new Told(Kind.DELIVERED, 1), new Told(Kind.DELIVERED, 2));

        assertThat(figures(campaign).duplicated()).isEqualTo(1);
        assertThat(figures(campaign).delivered()).isEqualTo(1);
    }

    @Test
    void aReportUnderAnotherNumberOrOrganizationTouchesNothing() {
        var message = sending(Ids.next(), 1);
        var stranger = database.newOrganization();
        var attempt = new Attempt(message, 1);

        database.pipeline()
                .tx()
                .executeWithoutResult(s ->
                        reports.merge(
                                List.of(
                                        new Report(
                                                stranger,
                                                NUMBER,
                                                attempt,
                                                Kind.READ,
                                                AT,
                                                new Wamid("wamid.x"),
                                                null),
                                        new Report(
                                                database.organization(),
                                                new PhoneNumberId("999"),
                                                attempt,
                                                Kind.READ,
                                                AT,
                                                new Wamid("wamid.y"),
                                                null))));

        assertThat(status(message)).isEqualTo("SENDING");
    }

    @Test
    void aLateSentOfAFailedAttemptLeavesThePersonsRetryAlone() {
        var campaign = Ids.next();
        var message = failed(campaign);
        retry(message);

        merge(message, new Told(Kind.SENT, 1), new Told(Kind.FAILED, 1));
        answerTaken(message, 1);
        assertThat(status(message)).isEqualTo("QUEUED");
        claimed(message, 2);
        merge(message, new Told(Kind.SENT, 1));
        assertThat(status(message)).isEqualTo("SENDING");
        merge(message, new Told(Kind.SENT, 2));

        assertThat(status(message)).isEqualTo("SENT");
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
        assertThat(figures(campaign).duplicated()).isZero();
    }

    @Test
    void aLateSentLeavesTheRetryOfACampaignsFailedAlone() {
        var campaign = Ids.next();
        var message = failed(campaign);
        database.sql()
                .sql("UPDATE message_failure SET code = ? WHERE message_id = ?")
                .params(TRY_AGAIN, message)
                .update();
        database.sql()
                .sql(
                        "UPDATE message SET error_code = ?, failed_at = failed_at - interval '1 hour' WHERE id = ?")
                .params(TRY_AGAIN, message)
                .update();
        var again =
                new FailedMessages(database.pipeline(), new NodeId("test"), Clock.systemUTC())
                        .again(
                                database.organization(),
                                new CampaignId(campaign),
                                List.of(TRY_AGAIN),
                                null,
                                10);
        assertThat(again.wanted()).hasSize(1);

        merge(message, new Told(Kind.SENT, 1));

        assertThat(status(message)).isEqualTo("QUEUED");
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
    }

    /// Nobody twice: the failed attempt arrived after all.
    @Test
    void aFailedAttemptThatIsDeliveredAfterAllTakesItsRetryBack() {
        var message = failed(Ids.next());
        retry(message);

        merge(message, new Told(Kind.DELIVERED, 1));

        assertThat(status(message)).isEqualTo("DELIVERED");
        assertThat(row(message)).containsEntry("wanted", 1);
    }

    /// Nobody twice: what a person had tried again was the second attempt, not the doubtful first.
    @Test
    void anAttemptInDoubtThatWasSentAfterAllTakesALaterRetryBack() {
        var message = sending(Ids.next(), 2);
        merge(message, new Told(Kind.FAILED, 2));
        retry(message);

        merge(message, new Told(Kind.SENT, 1));

        assertThat(row(message)).containsEntry("wanted", 2);
    }

    private static UUID failed(UUID campaign) {
        var message = sending(campaign, 1);
        merge(message, new Told(Kind.SENT, 1), new Told(Kind.FAILED, 1));
        assertThat(status(message)).isEqualTo("FAILED");
        return message;
    }

    private static void retry(UUID message) {
        var messages = new SingleMessages(database.pipeline());
        database.pipeline()
                .tx()
                .executeWithoutResult(s ->
                        messages.again(
                                database.organization(),
                                messages.lockForRetry(database.organization(), message)
                                        .orElseThrow(),
                                AT));
        // what the retry of a single message does not count
        database.sql()
                .sql(
                        """
                        UPDATE campaign_count c
                           SET accepted = 0, sent = 0, failed = 0, pending = (c.slot = -1)::int, just_accepted = 0, just_sent = 0
                          FROM message m WHERE m.id = ? AND c.campaign_id = m.campaign_id\
                        """)
                .param(message)
                .update();
        assertThat(status(message)).isEqualTo("QUEUED");
    }

    private static void claimed(UUID message, int attempt) {
        database.sql()
                .sql("UPDATE message SET attempt = ? WHERE id = ?")
                .params(attempt, message)
                .update();
    }

    private static void answerTaken(UUID message, int attempt) {
        new Answers(database.pipeline(), new NodeId("test"))
                .record(
                        List.of(
                                new Answer.Taken(
                                        database.organization(),
                                        new Attempt(message, attempt),
                                        AT,
                                        new Wamid("wamid." + attempt),
                                        false)));
    }

    /// Two appliers over the same rows in different order must not deadlock.
    @Test
    void concurrentAppliersDoNotDeadlock() throws Exception {
        var campaign = Ids.next();
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) messages.add(sending(campaign, 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<java.util.concurrent.Future<?>>();
            for (int thread = 0; thread < 4; thread++) {
                var random = new Random(thread);
                runs.add(
                        threads.submit(() -> {
                            for (int round = 0; round < 20; round++) {
                                var shuffled = new ArrayList<>(messages);
                                Collections.shuffle(shuffled, random);
                                var kind = Kind.values()[random.nextInt(3)];
                                database.pipeline()
                                        .tx()
                                        .executeWithoutResult(s ->
                                                reports.merge(
                                                        shuffled.stream()
                                                                .map(message ->
                                                                        report(
                                                                                message,
                                                                                new Told(kind, 1)))
                                                                .toList()));
                            }
                        }));
            }
            for (var run : runs) run.get();
        }
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
    }

    /// PostgreSQL dropped the rest of the batch, silently, when the plan was a generic one.
    @Test
    void aRowThatChangesMeanwhileDoesNotCostTheRestOfTheBatch() throws Exception {
        var campaign = Ids.next();
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 30; i++) messages.add(sending(campaign, 1));
        var batch =
                messages.stream().map(message -> report(message, new Told(Kind.READ, 1))).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merging =
                    database.pipeline()
                            .tx()
                            .execute(s -> {
                                database.pipeline()
                                        .sql()
                                        .sql("UPDATE message SET replied_at = now() WHERE id = ?")
                                        .param(messages.get(5))
                                        .update();
                                var started =
                                        threads.submit(() ->
                                                database.pipeline()
                                                        .tx()
                                                        .execute(t -> reports.merge(batch)));
                                await().until(this::somebodyWaitsForALock);
                                return started;
                            });
            assertThat(merging.get()).hasSize(30);
        }
        assertThat(messages).allMatch(message -> status(message).equals("READ"));
    }

    private boolean somebodyWaitsForALock() {
        return database.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private record Outcome(String status, Map<String, Object> facts, CampaignFigures figures) {}

    private static Outcome outcome(List<List<Told>> batches) {
        var campaign = Ids.next();
        var message = sending(campaign, 2);
        for (var batch : batches) merge(message, batch.toArray(Told[]::new));
        assertThat(figures(campaign)).isEqualTo(recount(campaign));
        return new Outcome(status(message), facts(message), figures(campaign));
    }

    /// Cuts into batches, with repeats.
    private static List<List<Told>> batches(List<Told> told, Random random) {
        var shuffled = new ArrayList<>(told);
        shuffled.addAll(told.subList(0, random.nextInt(told.size() + 1)));
        Collections.shuffle(shuffled, random);
        var batches = new ArrayList<List<Told>>();
        while (!shuffled.isEmpty()) {
            int size = 1 + random.nextInt(shuffled.size());
            batches.add(List.copyOf(shuffled.subList(0, size)));
            shuffled.subList(0, size).clear();
        }
        return batches;
    }

    private static UUID sending(UUID campaign, int attempt) {
        var id = database.queuedMessage(database.organization(), campaign, NUMBER.value());
        database.sql()
                .sql("UPDATE message SET attempt = ?, wanted = ? WHERE id = ?")
                .params(attempt, attempt, id)
                .update();
        database.sql()
                .sql(
                        "INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, pending) VALUES (?, ?, -1, 1, 1) ON CONFLICT (organization_id, campaign_id, slot) DO UPDATE SET planned = campaign_count.planned + 1, pending = campaign_count.pending + 1")
                .params(database.organization().value(), campaign)
                .update();
        return id;
    }

    private static void merge(UUID message, Told... told) {
        var batch = List.of(told).stream().map(one -> report(message, one)).toList();
        database.pipeline().tx().executeWithoutResult(s -> reports.merge(batch));
    }

    private static Report report(UUID message, Told told) {
        var at = AT.plusSeconds(told.kind().ordinal() * 10L + told.attempt());
        return new Report(
                database.organization(),
                NUMBER,
                new Attempt(message, told.attempt()),
                told.kind(),
                at,
                new Wamid("wamid." + told.attempt()),
                told.kind() == Kind.FAILED ? 131026 : null);
    }

    private static String status(UUID message) {
        return database.sql()
                .sql("SELECT message_status(m) FROM message m WHERE id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    /// The facts; which attempt's wamid is kept depends on arrival and does not matter: all are
    /// remembered.
    private static Map<String, Object> facts(UUID message) {
        var row = row(message);
        for (var own : List.of("id", "campaign_id", "contact_id", "wamid")) row.remove(own);
        return row;
    }

    private static Map<String, Object> row(UUID message) {
        return database.sql()
                .sql("SELECT * FROM message WHERE id = ?")
                .param(message)
                .query()
                .singleRow();
    }

    private static CampaignFigures figures(UUID campaign) {
        return CampaignFigures.of(
                database.pipeline(), database.organization(), new CampaignId(campaign));
    }

    private static CampaignFigures recount(UUID campaign) {
        return Recount.of(database.sql(), database.organization(), campaign);
    }
}
