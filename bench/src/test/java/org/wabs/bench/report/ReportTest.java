package org.wabs.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir private Path folder;

    @Test
    void aFigureStandsBesideTheOneOfTheRunBefore() throws Exception {
        write("2026-11-01T08-00Z", 100);
        write("2026-11-02T08-00Z", 200);

        var printed = print(FormerRun.latestIn(folder), 250, Aim.atLeast(300));

        assertThat(printed).contains("| taken | 250 /s | ≥ 300 | NO | 200 | +25 % |");
    }

    @Test
    void withoutARunBeforeThereIsNothingToCompareWith() throws Exception {
        var printed = print(FormerRun.latestIn(folder.resolve("none")), 250, Aim.NONE);

        assertThat(printed).contains("| taken | 250 /s |  |  |  |  |");
    }

    @Test
    void anAimIsKeptUpToItsEdges() {
        assertThat(Aim.within(0.01, 80).isKept(80.8)).isTrue();
        assertThat(Aim.within(0.01, 80).isKept(80.9)).isFalse();
        assertThat(Aim.atMost(4).isKept(4)).isTrue();
        assertThat(Aim.atLeast(0.5).isKept(0.49)).isFalse();
    }

    private void write(String name, double value) throws Exception {
        var report = new Report(FormerRun.none());
        report.add(chapter(value, Aim.NONE), new PrintWriter(new StringWriter()));
        report.write(Environment.here(folder), folder.resolve(name + ".json"));
    }

    private static String print(FormerRun former, double value, Aim aim) {
        var out = new StringWriter();
        new Report(former).add(chapter(value, aim), new PrintWriter(out));
        return out.toString();
    }

    private static Report.Chapter chapter(double value, Aim aim) {
        var measured = new Measured("A load.", List.of(new Figure("taken", value, "/s", aim)));
        return new Report.Chapter("intake", "How many?", Duration.ofSeconds(1), measured);
    }
}
