package org.wabs.bench.report;

import java.util.ArrayList;
import java.util.List;

/// How large a machine has to be, computed from what a message was measured to cost.
///
/// @param millis of a processor that a message's whole life costs server and database, with one
///   status a webhook
/// @param bytes on disk that stay of it
/// @param webhookBytes on disk of its webhooks, which are kept for 30 days
public record Capacity(double millis, double bytes, double webhookBytes) {
    private static final List<Long> MONTHLY =
            List.of(100_000L, 1_000_000L, 10_000_000L, 30_000_000L, 100_000_000L);

    /// When businesses write: eight hours of 22 days.
    private static final double SENDING_SECONDS = 22 * 8 * 3_600.0;

    /// Campaigns come at once: this much above the mean.
    private static final double PEAK = 3;

    /// What a processor should be busy at most.
    private static final double BUSY = 0.5;

    private static final int LEAST_CORES = 2;
    private static final int MONTHS = 12;
    private static final double GIGABYTE = 1e9;

    /// In Markdown.
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "One core carries %s messages a second through their whole life (accepted, sent, delivered and read, one status a webhook): %s ms of a processor each, server and PostgreSQL together."
                        .formatted(Figure.number(1_000 / millis), Figure.number(millis)));
        lines.add(
                "A million messages take %s GB of disk that stays and %s GB of webhooks that are kept for 30 days."
                        .formatted(
                                Figure.number(bytes * 1e6 / GIGABYTE),
                                Figure.number(webhookBytes * 1e6 / GIGABYTE)));
        lines.add("");
        lines.add(
                "| messages a month | a second, while businesses write | at the peak | cores | disk after a year |");
        lines.add("|---:|---:|---:|---:|---:|");
        for (long messages : MONTHLY) lines.add(row(messages));
        lines.add("");
        lines.add(
                "Businesses are taken to write eight hours on 22 days, with a peak of three times the mean, at which processors are half busy; a year's messages are kept, with a month of webhooks. The simulator and whoever makes the load are not in it; the memory is 512 MB for the server and what PostgreSQL is given.");
        return lines;
    }

    private String row(long messages) {
        double mean = messages / SENDING_SECONDS;
        double cores = Math.max(LEAST_CORES, Math.ceil(PEAK * mean * millis / 1_000 / BUSY));
        double disk = messages * (MONTHS * bytes + webhookBytes) / GIGABYTE;
        return "| %,d | %s | %s | %.0f | %s GB |"
                .formatted(
                        messages,
                        Figure.number(mean),
                        Figure.number(PEAK * mean),
                        cores,
                        Figure.number(disk));
    }
}
