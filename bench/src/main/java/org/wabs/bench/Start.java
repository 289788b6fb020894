package org.wabs.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How long `./wabs serve` takes on a folder that was used before, its own PostgreSQL included, and
/// what it holds when nobody uses it.
@Command(
        name = "start",
        description =
                "How long does a start take until the first healthy answer, and how much memory does an idle server hold?",
        mixinStandardHelpOptions = true)
final class Start implements Scenario {
    private static final int SECONDS = 4;
    private static final int MEGABYTES = 300;
    private static final int IDLE_MILLIS = 20_000;

    @Option(names = "--starts", description = "default: ${DEFAULT-VALUE}")
    private int starts = 5;

    private record Started(double seconds, double megabytes) {}

    @Override
    public Measured measure(Stage stage) throws Exception {
        stage.leave();
        var folder = stage.folder();
        // the first one builds what has to be built, and makes the database
        if (!stage.isQuick()) start(stage, folder, 0);
        int count = stage.isQuick() ? 1 : starts;
        var seconds = new double[count];
        double megabytes = 0;
        for (int n = 0; n < count; n++) {
            boolean last = n == count - 1;
            var started = start(stage, folder, last && !stage.isQuick() ? IDLE_MILLIS : 0);
            seconds[n] = started.seconds();
            megabytes = started.megabytes();
        }
        return new Measured(
                "%d starts on a folder that was used before, PostgreSQL included; memory %d s after the last."
                        .formatted(count, stage.isQuick() ? 0 : IDLE_MILLIS / 1_000),
                List.of(
                        new Figure(
                                "first healthy answer, median",
                                Figure.median(seconds),
                                "s",
                                Aim.atMost(SECONDS)),
                        new Figure("slowest of them", Figure.percentile(seconds, 1), "s"),
                        new Figure(
                                "memory of the idle server",
                                megabytes,
                                "MB",
                                Aim.atMost(MEGABYTES))));
    }

    /// @param idle milliseconds until its memory is looked at
    private static Started start(Stage stage, Path folder, int idle) throws Exception {
        long begun = System.nanoTime();
        try (var server = launch(stage, folder)) {
            var health = server.url().resolve("/actuator/health/readiness").toURL();
            var connection = (HttpURLConnection) health.openConnection();
            if (connection.getResponseCode() != 200)
                throw new IllegalStateException(
                        "it is not healthy: " + connection.getResponseCode());
            double seconds = (System.nanoTime() - begun) / 1e9;
            Thread.sleep(idle);
            return new Started(seconds, Memory.megabytes(server.handle()));
        }
    }

    /// By the launcher, as people do. A quick run may be part of a build, which must not build.
    private static Program launch(Stage stage, Path folder) throws IOException {
        var data = folder.resolve("started").toString();
        var arguments = List.of("serve", "--port", "0", "--data", data);
        if (stage.isQuick())
            return Program.start(folder, "start", Map.of(), arguments.toArray(String[]::new));
        var words = new ArrayList<String>();
        words.add(stage.home().resolve("wabs").toAbsolutePath().toString());
        words.addAll(arguments);
        return Program.run(folder, "start", Map.of(), words);
    }
}
