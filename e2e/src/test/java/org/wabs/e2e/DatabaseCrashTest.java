package org.wabs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// PostgreSQL dies under a running server.
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class DatabaseCrashTest {

    @RegisterExtension static final Site SITE = new Site(900, Map.of("WABS_SETTLE_TIME", "6s"));

    @Test
    void databaseKilledWhileSendingComesBackWithoutHandsAndNobodyIsLostOrRepeated()
            throws Exception {
        var server = SITE.setUp();
        long postmaster = SITE.rows().postmaster();
        var campaign = server.createCampaign();
        server.start(campaign);

        SITE.awaitAccepted(SITE.random().nextInt(100, 600));
        Signals.send("KILL", postmaster);

        SITE.account(campaign).settled(Duration.ofMinutes(5));
        assertThat(SITE.rows().postmaster()).isNotEqualTo(postmaster);
    }
}
