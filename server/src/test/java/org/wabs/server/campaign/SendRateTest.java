package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.CampaignId;

class SendRateTest {
    private final SendRate rate = new SendRate();
    private final CampaignId campaign = new CampaignId(UUID.randomUUID());
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void oneLookTellsNothing() {
        rate.add(campaign, start, 5);

        assertThat(rate.of(campaign)).isEmpty();
    }

    @Test
    void onlyTheLastSecondsCount() {
        rate.add(campaign, start, 0);
        rate.add(campaign, start.plusSeconds(100), 1000);
        rate.add(campaign, start.plusSeconds(105), 1500);
        rate.add(campaign, start.plusSeconds(110), 1600);

        assertThat(rate.of(campaign)).hasValue(60);
    }

    @Test
    void campaignsThatNoLongerRunAreForgotten() {
        rate.add(campaign, start, 0);
        rate.add(campaign, start.plusSeconds(1), 10);

        rate.keepOnly(List.of());

        assertThat(rate.of(campaign)).isEmpty();
    }
}
