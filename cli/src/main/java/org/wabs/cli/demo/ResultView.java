package org.wabs.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.wabs.cli.screen.ProgressView;
import tools.jackson.databind.JsonNode;

/// The result for a person: what became of everybody, and why.
///
/// @param report of the campaign, for the reasons in plain words
record ResultView(JsonNode report, Comparison comparison, DemoResult result) {

    /// @param sending from start pressed to the last message handed to Meta
    List<String> lines(Duration sending) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                "\"%s\" is done: %.1f s, of which %.1f s sending (%s messages/s)"
                        .formatted(
                                report.path("campaign").path("name").asString(""),
                                result.seconds(),
                                sending.toMillis() / 1000.0,
                                ProgressView.many(pace(sending))));
        lines.add("");
        lines.add(row("People planned", result.planned(), ""));
        lines.add(row("Skipped", result.skipped(), ""));
        for (var skip : report.path("skips")) lines.add(reason(skip));
        lines.add(row("Accepted by Meta", result.accepted(), ""));
        lines.add(row("Delivered", result.delivered(), ofAccepted(result.delivered())));
        lines.add(row("Read", result.read(), ofAccepted(result.read())));
        lines.add(row("Failed", result.failed(), ""));
        for (var failure : report.path("failures")) lines.add(failed(failure));
        if (result.cancelled() > 0) lines.add(row("Cancelled", result.cancelled(), ""));
        if (result.inDoubt() > 0)
            lines.add(row("In doubt", result.inDoubt(), "nobody knows whether they were sent"));
        lines.add(row("Answered", result.replies(), ""));
        lines.add(row("Opted out", result.optOuts(), "wrote STOP; no more marketing to them"));
        lines.add("");
        lines.add(
                "Compared with the simulator's own ledger: %,d lost, %,d sent twice."
                        .formatted(result.lost(), result.duplicates()));
        return lines;
    }

    private long pace(Duration sending) {
        long handed = result.accepted() + comparison.figures().refused();
        return Math.round(handed / Math.max(0.1, sending.toMillis() / 1000.0));
    }

    private static String row(String what, long people, String words) {
        return "  %-18s %9s   %s".formatted(what, ProgressView.many(people), words).stripTrailing();
    }

    private static String reason(JsonNode skip) {
        return "  %-18s %9s   %s"
                .formatted(
                        "",
                        ProgressView.many(skip.path("people").asLong(0)),
                        skip.path("words").asString(""));
    }

    private static String failed(JsonNode failure) {
        return "  %-18s %9s   %s (Meta's code %d)"
                .formatted(
                        "",
                        ProgressView.many(failure.path("people").asLong(0)),
                        failure.path("words").asString(""),
                        failure.path("code").asLong(0));
    }

    private String ofAccepted(long people) {
        return result.accepted() == 0
                ? ""
                : "%d %% of the accepted".formatted(Math.round(100.0 * people / result.accepted()));
    }
}
