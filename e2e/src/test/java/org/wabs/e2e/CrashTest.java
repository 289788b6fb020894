package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The server dies again and again; PostgreSQL and Meta live on.
@Order(1) // as DemoTest
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int KILLS_WHILE_SENDING = 4;
    private static final int PLANNING_MS = 600;

    @RegisterExtension static final Site SITE = new Site(1_500, Map.of("WABS_SETTLE_TIME", "6s"));

    @Test
    void serverKilledFiveTimesLosesAndRepeatsNobody() throws Exception {
        var server = SITE.setUp();
        long postmaster = SITE.rows().postmaster();
        var campaign = server.createCampaign();

        server.start(campaign);
        SITE.pause(SITE.random().nextInt(PLANNING_MS));
        server.process().kill();
        long underWay = SITE.rows().underWay().size();
        for (int kill = 0; kill < KILLS_WHILE_SENDING; kill++) {
            server = SITE.startServer();
            server.startIfDraft(campaign);
            SITE.awaitAccepted(moment(kill));
            server.process().kill();
            underWay += SITE.rows().underWay().size();
        }
        SITE.startServer();

        var end = SITE.account(campaign).settled(Duration.ofMinutes(5));
        assertThat(end.figures().inDoubt()).isBetween(0L, underWay);
        assertThat(SITE.rows().postmaster()).as("PostgreSQL was adopted").isEqualTo(postmaster);
    }

    /// Each kill comes somewhere in the next fifth of the campaign.
    private static long moment(int kill) {
        int share = SITE.people() / (KILLS_WHILE_SENDING + 1);
        return (long) kill * share + SITE.random().nextInt(1, share);
    }
}
