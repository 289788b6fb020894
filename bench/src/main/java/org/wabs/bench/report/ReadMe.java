package org.wabs.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The page that shows a whole run.
public final class ReadMe {
    private final Environment environment;
    private final Report report;
    private final Map<String, String> plots;

    /// @param plots the file of each, by its heading
    public ReadMe(Environment environment, Report report, Map<String, String> plots) {
        this.environment = environment;
        this.report = report;
        this.plots = plots;
    }

    /// @param data the report as JSON, beside the page
    public void write(Path file, String data) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# Benchmarks");
        lines.add(
                "Written by `./wabs bench`; what each scenario does is told in [performance.md](../performance.md), the figures are in [%s](%s), too."
                        .formatted(data, data));
        lines.add("");
        lines.addAll(machine());
        for (var chapter : report.chapters()) lines.addAll(chapter(chapter));
        report.capacity()
                .ifPresent(capacity -> {
                    lines.add("## Capacity");
                    lines.addAll(capacity.lines());
                });
        Files.write(file, lines);
    }

    private List<String> machine() {
        var commit = environment.commit() + (environment.modified() ? ", modified" : "");
        return List.of(
                "| | |",
                "|---|---|",
                "| measured | %s |".formatted(environment.at()),
                "| machine | %d cores of %s, %,d MB |"
                        .formatted(
                                environment.cores(),
                                environment.processor(),
                                environment.memoryMegabytes()),
                "| system | %s |".formatted(environment.system()),
                "| Java | %s |".formatted(environment.java()),
                "| PostgreSQL | %s, fsync on |".formatted(environment.postgres()),
                "| commit | %s |".formatted(commit),
                "| load before | %s |".formatted(Figure.number(environment.load())),
                "");
    }

    private List<String> chapter(Report.Chapter chapter) {
        var lines = new ArrayList<String>();
        lines.add("## " + chapter.name());
        lines.add(chapter.question());
        lines.add("");
        lines.add(chapter.measured().load());
        lines.add("");
        lines.addAll(report.rows(chapter));
        lines.add("");
        chapter.measured().series().stream()
                .map(Series::plot)
                .distinct()
                .forEach(plot -> {
                    lines.add("![%s](%s)".formatted(plot, plots.get(plot)));
                    lines.add("");
                });
        return lines;
    }
}
