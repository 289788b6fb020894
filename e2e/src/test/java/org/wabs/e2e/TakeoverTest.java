package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server stands still for longer than its lease, as in a closed laptop, while another one goes
/// on with its numbers.
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class TakeoverTest {
    private static final String OWNED_BY_ONE =
            "SELECT count(DISTINCT owner) = 1 AND bool_and(expires_at > clock_timestamp()) FROM lane";

    /// Long enough that a machine which stands still for a second or two, so that what was sent
    /// arrives in a heap, is not taken for a second sender.
    private static final int WINDOW_SECONDS = 5;

    private static final String OWNERS =
            "SELECT phone_number_id || ' ' || coalesce(owner, '') FROM lane";
    private static final String UNDER_WAY =
            "SELECT message_id || '.' || attempt FROM in_flight WHERE doubt_since IS NULL";

    /// With this share two senders of one number exceed what one may send.
    @RegisterExtension static final Site SITE = new Site(1_800, Map.of("WABS_SEND_SHARE", "0.55"));

    @Test
    void aServerThatWakesUpSendsNothingLateAndNoNumberExceedsItsRate() throws Exception {
        var first = SITE.setUp();
        var second = SITE.startSecondServer();
        SITE.receiveWebhooks(second);
        var campaign = first.createCampaign();
        first.start(campaign);
        SITE.awaitAccepted(SITE.random().nextInt(100, 400));

        first.process().pause();
        var stopped = Instant.now();
        var before = SITE.rows().texts(OWNERS);
        var underWay = SITE.rows().texts(UNDER_WAY);
        // PostgreSQL ends what it had begun, a lane's row locked perhaps, after half a minute
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> SITE.rows().text(OWNED_BY_ONE).equals("t"));
        SITE.awaitAccepted(SITE.simulator().accepted() + 100);
        var after = SITE.rows().texts(OWNERS);
        first.process().resume();

        SITE.account(campaign).settled(Duration.ofMinutes(5));
        var takenOver = numbersThatChanged(before, after);
        assertThat(takenOver).as("numbers that the second took over").isNotEmpty();
        var ledger = SITE.simulator().ledger();
        assertThat(ledger)
                .as("left the first server after it was stopped")
                .noneMatch(message ->
                        takenOver.contains(message.number())
                                && underWay.contains(message.callbackData())
                                && message.at().isAfter(stopped.plusSeconds(2)));
        for (var number : World.NUMBERS)
            assertThat(mostInOneWindow(number, ledger))
                    .as("messages of %s in a row of seconds", number)
                    .isLessThanOrEqualTo(World.THROUGHPUT * WINDOW_SECONDS + 1);
    }

    private static Set<String> numbersThatChanged(Set<String> before, Set<String> after) {
        return before.stream()
                .filter(owner -> !after.contains(owner))
                .map(owner -> owner.substring(0, owner.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    /// In any such window, wherever it begins.
    private static int mostInOneWindow(String number, List<SimulatorAdmin.Accepted> ledger) {
        var times =
                ledger.stream()
                        .filter(message -> message.number().equals(number))
                        .map(SimulatorAdmin.Accepted::at)
                        .sorted()
                        .toList();
        int most = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (!times.get(last).isBefore(times.get(first).plusSeconds(WINDOW_SECONDS))) first++;
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
