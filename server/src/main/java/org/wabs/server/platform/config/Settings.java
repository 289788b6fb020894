package org.wabs.server.platform.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;

/// The values of all [Setting]s. Sources, strongest first: what the program was given, the
/// environment, the file `.env`. Mistakes are collected and reported together by [#check()].
public final class Settings {
    private final Map<String, String> values;
    private final List<String> mistakes = new ArrayList<>();

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// Reads `.env` in the working folder, the environment, and `given`, which wins.
    public static Settings read(Map<String, String> given) {
        var values = new LinkedHashMap<String, String>();
        values.putAll(dotEnv(Path.of(".env")));
        values.putAll(System.getenv());
        values.putAll(given);
        return of(values);
    }

    /// Just these values, nothing from outside.
    public static Settings of(Map<String, String> values) {
        var settings = new Settings(values);
        values.keySet().stream()
                .filter(name -> name.startsWith("WABS_") && !isKnown(name))
                .sorted()
                .forEach(name ->
                        settings.mistakes.add(
                                name + " is not a setting; see ENVIRONMENT-VARIABLES.md"));
        return settings;
    }

    private static boolean isKnown(String name) {
        return Arrays.stream(Setting.values()).anyMatch(setting -> setting.name().equals(name))
                || name.equals("WABS_JAVA_OPTS"); // the launcher's own
    }

    /// `NAME=value` lines; blank lines and `#` comments are skipped, one pair of quotes is removed.
    static Map<String, String> dotEnv(Path file) {
        var values = new LinkedHashMap<String, String>();
        if (!Files.isReadable(file)) return values;
        try {
            for (var line : Files.readAllLines(file)) {
                var text = line.strip().replaceFirst("^export\\s+", "");
                int equals = text.indexOf('=');
                if (text.startsWith("#") || equals < 1) continue;
                values.put(
                        text.substring(0, equals).strip(),
                        unquoted(text.substring(equals + 1).strip()));
            }
        } catch (IOException e) {
            throw new StartProblem("The file .env cannot be read: " + e.getMessage(), e);
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    public String text(Setting setting) {
        return find(setting).orElse(setting.defaultValue());
    }

    /// Empty when not set or blank and without a default.
    public Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.isBlank());
    }

    public int number(Setting setting, int least, int most) {
        return parsed(
                setting,
                least,
                text -> {
                    int value = Integer.parseInt(text);
                    return value >= least && value <= most ? value : null;
                },
                "a whole number from " + least + " to " + most);
    }

    public double share(Setting setting) {
        return parsed(
                setting,
                1.0,
                text -> {
                    double value = new BigDecimal(text).doubleValue();
                    return value >= 0.01 && value <= 1 ? value : null;
                },
                "a number from 0.01 to 1");
    }

    public boolean flag(Setting setting) {
        return parsed(
                setting,
                false,
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> null;
                        },
                "true or false");
    }

    public Duration duration(Setting setting, Duration least) {
        return parsed(
                setting,
                least,
                text -> {
                    var value = DurationStyle.detectAndParse(text);
                    return value.compareTo(least) >= 0 ? value : null;
                },
                "a length of time such as 10s or 5m, at least " + least.toMillis() + " ms");
    }

    public Path path(Setting setting) {
        return Path.of(text(setting)).toAbsolutePath().normalize();
    }

    /// Remembers a mistake that only a feature can see, to be reported with all others.
    public void mistake(Setting setting, String what) {
        mistakes.add(setting.name() + " " + what);
    }

    /// @throws StartProblem naming every mistake found so far
    public void check() {
        if (!mistakes.isEmpty()) throw new StartProblem(String.join("\n", mistakes));
    }

    private Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting.name()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private <T> T parsed(
            Setting setting,
            T fallback,
            Function<String, @org.jspecify.annotations.Nullable T> parser,
            String wanted) {
        var text = text(setting);
        try {
            var value = parser.apply(text);
            if (value != null) return value;
        } catch (IllegalArgumentException e) {
            // reported below together with values out of range
        }
        mistakes.add(setting.name() + " is '" + text + "' but must be " + wanted);
        return fallback;
    }
}
