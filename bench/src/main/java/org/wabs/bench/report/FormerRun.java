package org.wabs.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a run before, to compare with.
public final class FormerRun {
    private record Key(String scenario, String figure) {}

    private final Map<Key, Double> values = new HashMap<>();

    private FormerRun() {}

    public static FormerRun none() {
        return new FormerRun();
    }

    /// @param file that [Report#write] wrote; nothing to compare with where it is not there
    public static FormerRun of(Path file) throws IOException {
        var run = new FormerRun();
        if (!Files.exists(file)) return run;
        var root = JsonMapper.shared().readTree(Files.readAllBytes(file));
        for (var scenario : root.path("scenarios"))
            for (var figure : scenario.path("figures"))
                run.values.put(
                        new Key(scenario.path("name").asString(), figure.path("name").asString()),
                        figure.path("value").asDouble());
        return run;
    }

    /// The latest of a folder whose files are named by their time.
    public static FormerRun latestIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return none();
        try (var files = Files.list(folder)) {
            var latest =
                    files.filter(file -> file.toString().endsWith(".json"))
                            .max(Comparator.naturalOrder());
            return latest.isPresent() ? of(latest.get()) : none();
        }
    }

    OptionalDouble value(String scenario, String figure) {
        var value = values.get(new Key(scenario, figure));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
