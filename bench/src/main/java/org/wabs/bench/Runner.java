package org.wabs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.bench.report.Environment;
import org.wabs.bench.report.FormerRun;
import org.wabs.bench.report.Plots;
import org.wabs.bench.report.ReadMe;
import org.wabs.bench.report.Report;
import picocli.CommandLine.Model.CommandSpec;

/// Runs scenarios one after the other and writes down what they came to.
final class Runner {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm'Z'").withZone(ZoneOffset.UTC);

    private final Path home;
    private final boolean quick;
    private final @Nullable Path data;
    private final @Nullable Path json;
    private final PrintWriter out;

    /// @param home the project's folder
    /// @param data for what takes long to load; absent: a temporary one
    /// @param json where the figures go; absent: the usual file
    Runner(Path home, boolean quick, @Nullable Path data, @Nullable Path json, PrintWriter out) {
        this.home = home;
        this.quick = quick;
        this.data = data;
        this.json = json;
        this.out = out;
    }

    /// @return the exit code
    int one(CommandSpec scenario) throws Exception {
        var file = json == null ? scratch(scenario.name() + (quick ? "-quick" : "")) : json;
        var former = quick ? FormerRun.none() : FormerRun.of(file);
        return run(List.of(scenario), former, file).isPresent() ? 0 : 1;
    }

    /// @return the exit code: 1 when a scenario failed; missed aims are no failure
    int all(List<CommandSpec> scenarios) throws Exception {
        var file = json == null ? scratch(quick ? "quick" : "all") : json;
        if (quick) return run(scenarios, FormerRun.none(), file).isPresent() ? 0 : 1;
        var benchmarks = home.resolve("docs").resolve("benchmarks");
        var run = run(scenarios, FormerRun.latestIn(benchmarks), file);
        if (run.isEmpty()) return 1;
        publish(run.get(), benchmarks);
        return 0;
    }

    private static void publish(Run run, Path benchmarks) throws IOException {
        var data = NAME.format(run.environment().at()) + ".json";
        run.report().write(run.environment(), benchmarks.resolve(data));
        var plots = Plots.write(run.report(), benchmarks);
        new ReadMe(run.environment(), run.report(), plots)
                .write(benchmarks.resolve("README.md"), data);
    }

    private Path scratch(String name) {
        return home.resolve("target").resolve("bench").resolve(name + ".json");
    }

    private record Run(Environment environment, Report report) {}

    /// One scenario that fails costs only itself.
    ///
    /// @return empty when one failed
    private Optional<Run> run(List<CommandSpec> scenarios, FormerRun former, Path file)
            throws Exception {
        var environment = Environment.here(home);
        var report = new Report(former);
        boolean complete = true;
        try (var stage = new Stage(home, quick, data, out)) {
            for (var scenario : scenarios) complete &= run(scenario, report, stage);
            environment = environment.withPostgres(stage.postgres());
        }
        report.write(environment, file);
        return complete ? Optional.of(new Run(environment, report)) : Optional.empty();
    }

    private boolean run(CommandSpec scenario, Report report, Stage stage) {
        var question = String.join(" ", scenario.usageMessage().description());
        out.printf("## %s%n%s%n%n", scenario.name(), question);
        out.flush();
        long begun = System.nanoTime();
        try {
            var measured = ((Scenario) scenario.userObject()).measure(stage);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            report.add(new Report.Chapter(scenario.name(), question, took, measured), out);
            return true;
        } catch (Exception e) {
            out.printf(
                    "%s failed after %d s: %s%n%n",
                    scenario.name(), (System.nanoTime() - begun) / 1_000_000_000, e);
            e.printStackTrace(out);
            out.flush();
            return false;
        }
    }
}
