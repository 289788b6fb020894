package org.wabs.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.Report.Kind;
import org.wabs.server.platform.id.Ids;

/// What messages become by reports, whatever their order.
class StatusReportsTest extends ReportsFixture {
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

    /// The facts; which attempt's wamid is kept depends on arrival and does not matter: all are
    /// remembered.
    private static Map<String, Object> facts(UUID message) {
        var row = row(message);
        for (var own : List.of("id", "campaign_id", "contact_id", "wamid")) row.remove(own);
        return row;
    }
}
