package org.wabs.server.analytics;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.analytics.Analytics.Bucket;
import org.wabs.server.analytics.Analytics.Dimension;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

@RestController
@RequestMapping("/api/analytics")
class AnalyticsRoutes {
    private final Analytics analytics;
    private final Agents agents;

    AnalyticsRoutes(Analytics analytics, Agents agents) {
        this.analytics = analytics;
        this.agents = agents;
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/over-time")
    @Operation(summary = "See messages over time, and compared with the period before")
    Analytics.OverTime overTime(Period period, @RequestParam(defaultValue = "DAY") Bucket bucket) {
        return analytics.overTime(period, bucket);
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/breakdown")
    @Operation(summary = "See messages by campaign, template, country or number")
    Analytics.Breakdown breakdown(
            Period period, @RequestParam(defaultValue = "CAMPAIGN") Dimension by) {
        return analytics.breakdown(period, by);
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/heat-map")
    @Operation(summary = "See messages by weekday and hour")
    Analytics.HeatMap heatMap(Period period) {
        return analytics.heatMap(period);
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/agents")
    @Operation(
            summary = "See what agents did, and compared with the period before",
            description =
                    "Messages, conversations and resolutions of each user, how long people waited for their answers and how long it took to resolve.")
    Agents.Report agents(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return agents.of(from, to);
    }
}
