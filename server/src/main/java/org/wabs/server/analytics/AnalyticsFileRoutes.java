package org.wabs.server.analytics;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.analytics.Analytics.Bucket;
import org.wabs.server.analytics.Analytics.Dimension;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;

/// What [AnalyticsRoutes] answers, as files for spreadsheets.
@RestController
@RequestMapping("/api/analytics")
class AnalyticsFileRoutes {
    private final Analytics analytics;
    private final Agents agents;

    AnalyticsFileRoutes(Analytics analytics, Agents agents) {
        this.analytics = analytics;
        this.agents = agents;
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/over-time.csv")
    @Operation(summary = "Download messages over time")
    @CsvAnswer
    ResponseEntity<String> overTimeAsCsv(
            Period period, @RequestParam(defaultValue = "DAY") Bucket bucket) {
        return new CsvFile<Analytics.Point>("over-time")
                .with(List.of("at"), point -> List.of(point.at().toString()))
                .with(Figures.NAMES, point -> point.figures().texts())
                .of(analytics.overTime(period, bucket).items());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/breakdown.csv")
    @Operation(summary = "Download messages by campaign, template, country or number")
    @CsvAnswer
    ResponseEntity<String> breakdownAsCsv(
            Period period, @RequestParam(defaultValue = "CAMPAIGN") Dimension by) {
        return new CsvFile<Analytics.Line>("breakdown")
                .with(
                        List.of("key", "name"),
                        one -> List.of(one.key(), Objects.requireNonNullElse(one.name(), "")))
                .with(Figures.NAMES, one -> one.figures().texts())
                .of(analytics.breakdown(period, by).items());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/heat-map.csv")
    @Operation(summary = "Download messages by weekday and hour")
    @CsvAnswer
    ResponseEntity<String> heatMapAsCsv(Period period) {
        return new CsvFile<Analytics.Cell>("heat-map")
                .with(
                        List.of("weekday", "hour"),
                        cell -> List.of(cell.weekday().name(), String.valueOf(cell.hour())))
                .with(Figures.NAMES, cell -> cell.figures().texts())
                .of(analytics.heatMap(period).items());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/agents.csv")
    @Operation(summary = "Download what agents did")
    @CsvAnswer
    ResponseEntity<String> agentsAsCsv(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return new CsvFile<Agents.Agent>("agents")
                .with(
                        List.of("userId", "name"),
                        agent ->
                                List.of(
                                        agent.userId().toString(),
                                        Objects.requireNonNullElse(agent.name(), "")))
                .with(Agents.NAMES, agent -> agent.work().texts())
                .of(agents.of(from, to).items());
    }
}
