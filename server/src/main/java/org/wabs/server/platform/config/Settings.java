package org.wabs.server.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The values of all [Setting]s. Sources, strongest first: what the program was given, the
/// environment, the file `.env`. Mistakes are collected and reported together by [#check()].
public final class Settings {
    /// Read by the launcher, by `wabs send` and by the tests, not by the server.
    private static final Set<String> OF_THE_COMMAND =
            Set.of("WABS_JAVA_OPTS", "WABS_API_KEY", "WABS_BROWSER");

    private final Map<String, String> values;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

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
        // the names WABS_… are ours alone; WHATSAPP_… may be another program's
        unknown(values, "WABS_").forEach(settings.mistakes::add);
        unknown(values, "WHATSAPP_").forEach(settings.warnings::add);
        for (var setting : Setting.values()) settings.checkForm(setting);
        return settings;
    }

    private static List<String> unknown(Map<String, String> values, String beginning) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(beginning) && !isKnown(name))
                .sorted()
                .map(name -> name + " is not a setting; " + meant(name))
                .toList();
    }

    private static String meant(String name) {
        var names = Arrays.stream(Setting.values()).map(Setting::name).toList();
        return NearestNames.of(name, names).stream()
                .findFirst()
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("see ENVIRONMENT-VARIABLES.md");
    }

    private static boolean isKnown(String name) {
        return Arrays.stream(Setting.values()).anyMatch(setting -> setting.name().equals(name))
                || OF_THE_COMMAND.contains(name);
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

    public int number(Setting setting) {
        return value(setting, Integer.class);
    }

    /// 0.01 to 1.
    public double share(Setting setting) {
        return value(setting, Double.class);
    }

    public boolean flag(Setting setting) {
        return value(setting, Boolean.class);
    }

    public Duration duration(Setting setting) {
        return value(setting, Duration.class);
    }

    public Path path(Setting setting) {
        return Path.of(text(setting)).toAbsolutePath().normalize();
    }

    /// Remembers a mistake that only a feature can see, to be reported with all others.
    public void mistake(Setting setting, String what) {
        mistakes.add(setting.name() + " " + what);
    }

    /// Every mistake found so far, a sentence each.
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /// What may be a mistake, a sentence each.
    public List<String> warnings() {
        return List.copyOf(warnings);
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

    private void checkForm(Setting setting) {
        var text = text(setting);
        if (setting.form().read(text) == null)
            mistake(setting, "is '" + text + "' but must be " + setting.form().wanted());
    }

    /// The default's where the text is of another form: [#check()] reports that.
    private <T> T value(Setting setting, Class<T> type) {
        Object value = setting.form().read(text(setting));
        if (value == null) value = setting.form().read(setting.defaultValue());
        return type.cast(Objects.requireNonNull(value));
    }
}
