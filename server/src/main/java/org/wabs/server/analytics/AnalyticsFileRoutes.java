package org.wabs.server.analytics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.ArrayList;
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
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> overTimeAsCsv(
            Period period, @RequestParam(defaultValue = "DAY") Bucket bucket) {
        return file(
                "over-time",
                List.of("at"),
                analytics.overTime(period, bucket).items().stream()
                        .map(point -> line(List.of(point.at().toString()), point.figures()))
                        .toList());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/breakdown.csv")
    @Operation(summary = "Download messages by campaign, template, country or number")
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> breakdownAsCsv(
            Period period, @RequestParam(defaultValue = "CAMPAIGN") Dimension by) {
        return file(
                "breakdown",
                List.of("key", "name"),
                analytics.breakdown(period, by).items().stream()
                        .map(one ->
                                line(
                                        List.of(one.key(), one.name() == null ? "" : one.name()),
                                        one.figures()))
                        .toList());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/heat-map.csv")
    @Operation(summary = "Download messages by weekday and hour")
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> heatMapAsCsv(Period period) {
        return file(
                "heat-map",
                List.of("weekday", "hour"),
                analytics.heatMap(period).items().stream()
                        .map(cell ->
                                line(
                                        List.of(cell.weekday().name(), String.valueOf(cell.hour())),
                                        cell.figures()))
                        .toList());
    }

    @Needs(Permission.SEE_ANALYTICS)
    @GetMapping("/agents.csv")
    @Operation(summary = "Download what agents did")
    @ApiResponse(
            responseCode = "200",
            description = "A file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> agentsAsCsv(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        var head = new ArrayList<>(List.of("userId", "name"));
        head.addAll(Agents.NAMES);
        return CsvFile.of(
                "agents",
                head,
                agents.of(from, to).items().stream()
                        .map(agent -> {
                            var line =
                                    new ArrayList<>(
                                            List.of(
                                                    agent.userId().toString(),
                                                    Objects.requireNonNullElse(agent.name(), "")));
                            line.addAll(agent.work().texts());
                            return (List<String>) line;
                        })
                        .toList());
    }

    private static List<String> line(List<String> head, Figures figures) {
        var line = new ArrayList<>(head);
        line.addAll(figures.texts());
        return line;
    }

    private static ResponseEntity<String> file(
            String name, List<String> head, List<List<String>> lines) {
        var first = new ArrayList<>(head);
        first.addAll(Figures.NAMES);
        return CsvFile.of(name, first, lines);
    }
}
