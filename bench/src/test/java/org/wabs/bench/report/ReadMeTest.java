package org.wabs.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMeTest {
    @TempDir private Path folder;

    @Test
    void aRunIsAPageWithItsPicturesAndWhatAMachineHasToBe() throws Exception {
        var report = new Report(FormerRun.none());
        report.add(chapter(), new PrintWriter(new StringWriter()));

        var plots = Plots.write(report, folder);
        new ReadMe(Environment.here(folder).withPostgres("18.6"), report, plots)
                .write(folder.resolve("README.md"), "now.json");

        assertThat(folder.resolve("README.md"))
                .content()
                .contains("## campaign", "How fast?", "| one status a webhook | 800 messages/s |")
                .contains("![A campaign's life](a-campaign-s-life.svg)")
                .contains("| PostgreSQL | 18.6, fsync on |")
                .contains("One core carries 500 messages a second")
                .contains("| 100,000,000 | 158 | 473 | 2 |");
        assertThat(Files.readString(folder.resolve("a-campaign-s-life.svg")))
                .contains("<svg", "fill:blue");
    }

    private static Report.Chapter chapter() {
        var points = List.of(new Series.Point(0, 0), new Series.Point(10, 8_000));
        var series =
                new Series("A campaign's life", "read", "seconds", "people who have read", points);
        var measured =
                new Measured(
                        "8,000 people.",
                        List.of(
                                new Figure(
                                        "one status a webhook",
                                        800,
                                        "messages/s",
                                        Aim.atLeast(700))),
                        List.of(series),
                        List.of(),
                        Optional.of(new Capacity(2, 1_200, 2_500)));
        return new Report.Chapter("campaign", "How fast?", Duration.ofSeconds(10), measured);
    }
}
