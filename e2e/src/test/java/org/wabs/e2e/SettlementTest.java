package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages were under way when the server was killed. Meta had taken some of them, and their
/// webhooks, which found nobody, come long after fresh ones flow again. Others had never left.
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class SettlementTest {
    /// What failed at the kill is posted again after this; longer than a restart, shorter than the
    /// settle time.
    private static final int BACKOFF_MS = 15_000;

    @RegisterExtension static final Site SITE = new Site(1_000, Map.of("WABS_SETTLE_TIME", "18s"));

    /// `<id>.<attempt>` of what Meta had taken, and of what never left.
    private static Set<String> taken = Set.of();

    private static Set<String> unsent = Set.of();

    @BeforeAll
    static void killWhileSending() throws Exception {
        var server = SITE.setUp();
        SITE.simulator().behave("{\"webhookRetryMs\": [%d]}".formatted(BACKOFF_MS));
        SITE.simulator().fault("{\"latencyMs\": [150, 300]}");
        var campaign = server.createCampaign();
        server.start(campaign);
        SITE.awaitAccepted(SITE.random().nextInt(100, 500));
        SITE.simulator().fault("{\"holdWebhooks\": true}");
        SITE.awaitAccepted(SITE.simulator().accepted() + 60);

        server.process().kill();
        var underWay = SITE.rows().underWay();
        var waiting = SITE.simulator().accepted();
        // the posts that were held run against the dead server and go into Meta's backoff
        SITE.simulator().fault("{\"holdWebhooks\": false, \"latencyMs\": [0, 0]}");
        SITE.startServer();
        await().until(() -> SITE.simulator().accepted() >= waiting);
        taken = new HashSet<>(underWay);
        taken.retainAll(accepted());
        unsent = new HashSet<>(underWay);
        unsent.removeAll(taken);
        SITE.account(campaign).settled(Duration.ofMinutes(5));
    }

    private static Set<String> accepted() {
        return SITE.simulator().ledger().stream()
                .map(SimulatorAdmin.Accepted::callbackData)
                .collect(Collectors.toSet());
    }

    @Test
    void whatMetaHadTakenIsSettledByItsLateWebhookAndNotSentAgain() throws Exception {
        assertThat(taken).isNotEmpty();
        assertThat(accepted()).containsAll(taken);
        assertThat(sentOnceMore()).doesNotContainAnyElementsOf(taken);
    }

    @Test
    void whatNeverLeftIsSentOnceMoreByTheRule() throws Exception {
        assertThat(unsent).isNotEmpty();
        assertThat(sentOnceMore()).containsExactlyInAnyOrderElementsOf(unsent);
        assertThat(accepted()).doesNotContainAnyElementsOf(unsent);
        assertThat(messages(accepted())).containsAll(messages(unsent));
    }

    private static Set<String> sentOnceMore() throws Exception {
        return SITE.rows()
                .texts(
                        "SELECT message_id || '.' || attempt FROM message_event WHERE kind = 'SENT_ONCE_MORE'");
    }

    private static Set<String> messages(Set<String> attempts) {
        return attempts.stream()
                .map(data -> data.substring(0, data.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }
}
