package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wabs.cli.demo.Comparison;

/// Meta takes messages and its answers are lost; its webhooks come twice and in any order.
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class LostAnswersTest {

    @RegisterExtension
    static final Site SITE = new Site(1_200, Map.of("WABS_CLOUD_API_TIMEOUT", "2s"));

    private static Comparison end;

    @BeforeAll
    static void sendWhileAnswersAreLost() throws Exception {
        var server = SITE.setUp();
        SITE.simulator().behave("{\"duplicateShare\": 0.3, \"disorder\": true}");
        SITE.simulator()
                .fault(
                        """
                        {"loseAnswerShare": 0.02, "closeAfterRequestShare": 0.02, "loseAnswerHoldMs": 4000}
                        """);
        var campaign = server.createCampaign();
        server.start(campaign);
        end = SITE.account(campaign).settled(Duration.ofMinutes(5));
    }

    @Test
    void statusesSettleEveryDoubt() throws Exception {
        assertThat(doubts()).as("answers were lost").isPositive();
        assertThat(end.figures().inDoubt()).isZero();
        // who wrote STOP gets one confirmation beside the campaign
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(SITE.simulator().accepted())
                                .isEqualTo(SITE.people() + confirmations()));
    }

    private static long confirmations() throws Exception {
        return SITE.rows()
                .number("SELECT count(*) FROM message WHERE outbound AND campaign_id IS NULL");
    }

    private static long doubts() throws Exception {
        return SITE.rows()
                .number(
                        "SELECT count(DISTINCT message_id) FROM message_event WHERE kind = 'IN_DOUBT'");
    }
}
