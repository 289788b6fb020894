package org.wabs.cli.send;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Progress;
import org.wabs.cli.screen.Progress.Phase;
import org.wabs.cli.screen.ProgressView;
import org.wabs.cli.screen.Screen;
import tools.jackson.databind.JsonNode;

/// Shows how far a campaign is, and in the end what became of it.
final class CampaignWatch {
    private static final int SOME_FAILED = 3;

    /// After the last message is accepted: how long nothing may change before the result counts as
    /// it is. Who reads it tomorrow is in tomorrow's report.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final KeyedServer server;
    private final Screen screen;
    private final StopSignal stop;

    CampaignWatch(KeyedServer server, Screen screen, StopSignal stop) {
        this.server = server;
        this.screen = screen;
        this.stop = stop;
    }

    /// Until it has ended and its figures are settled.
    ///
    /// @param result where what became of each person is written
    /// @return the exit code
    int until(String campaign, Path result) {
        long quietSince = System.nanoTime();
        var before = "";
        while (true) {
            stop.check();
            var report = server.get("looking at the report", SendRun.path(campaign, "report"));
            var state = report.path("campaign").path("state").asString("");
            screen.show(Progress.of(report, phase(state), 0, note(report), Instant.now()));
            var now = report.path("counts").toString();
            if (!now.equals(before)) quietSince = System.nanoTime();
            before = now;
            switch (state) {
                case "PAUSED", "CANCELLED", "FAILED" -> throw stopped(campaign, report, result);
                case "COMPLETED" -> {
                    boolean quiet = System.nanoTime() - quietSince > QUIET.toNanos();
                    if (quiet || isSettled(report.path("counts")))
                        return done(campaign, report, result);
                }
                default -> {}
            }
            stop.pause(SendRun.LOOK);
        }
    }

    private static boolean isSettled(JsonNode counts) {
        return counts.path("delivered").asLong(0) + counts.path("failed").asLong(0)
                >= counts.path("planned").asLong(0) - counts.path("skipped").asLong(0);
    }

    private static Phase phase(String state) {
        return switch (state) {
            case "PLANNING" -> Phase.PLANNING;
            case "PAUSED" -> Phase.PAUSED;
            case "COMPLETED" -> Phase.DELIVERING;
            default -> Phase.SENDING;
        };
    }

    private static String note(JsonNode report) {
        var campaign = report.path("campaign");
        var reason = campaign.path("reason").path("detail").asString("");
        if (!reason.isEmpty()) return reason;
        var resting = campaign.path("restingUntil").asString("");
        if (!resting.isEmpty()) return "Outside its sending hours until " + resting;
        var limit = report.path("limitedUntil").asString("");
        return limit.isEmpty() ? "" : "Waiting for room in the messaging limit until " + limit;
    }

    private CommandProblem stopped(String campaign, JsonNode report, Path result) {
        screen.erase();
        write(campaign, result);
        return CommandProblem.failed(
                "Campaign "
                        + campaign
                        + " is "
                        + report.path("campaign").path("state").asString("")
                        + ": "
                        + note(report));
    }

    private int done(String campaign, JsonNode report, Path result) {
        screen.erase();
        var counts = report.path("counts");
        screen.line(
                "Sent: accepted %s, delivered %s, failed %s, in doubt %s, skipped %s"
                        .formatted(
                                many(counts, "accepted"),
                                many(counts, "delivered"),
                                many(counts, "failed"),
                                many(counts, "inDoubt"),
                                many(counts, "skipped")));
        for (var failure : report.path("failures")) {
            screen.line(
                    "  %,d failed (%d): %s"
                            .formatted(
                                    failure.path("people").asLong(0),
                                    failure.path("code").asInt(0),
                                    failure.path("words").asString("")));
        }
        write(campaign, result);
        return counts.path("failed").asLong(0) > 0 ? SOME_FAILED : 0;
    }

    private static String many(JsonNode counts, String figure) {
        return ProgressView.many(counts.path(figure).asLong(0));
    }

    private void write(String campaign, Path result) {
        screen.line(
                server.download(SendRun.path(campaign, "export"), result)
                        ? "Result: " + result
                        : "The result could not be written to "
                                + result
                                + ": the key may lack the permission EXPORT_CONTACTS.");
    }
}
