package org.wabs.bench.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// One run of scenarios.
public final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param question what it answers
    public record Chapter(String name, String question, Duration took, Measured measured) {}

    private final FormerRun former;
    private final List<Chapter> chapters = new ArrayList<>();

    public Report(FormerRun former) {
        this.former = former;
    }

    public List<Chapter> chapters() {
        return List.copyOf(chapters);
    }

    /// Of the first scenario that measured what a message costs.
    Optional<Capacity> capacity() {
        return chapters.stream()
                .flatMap(chapter -> chapter.measured().capacity().stream())
                .findFirst();
    }

    /// Prints it, too.
    public void add(Chapter chapter, PrintWriter out) {
        chapters.add(chapter);
        out.println(chapter.measured().load());
        out.println();
        rows(chapter).forEach(out::println);
        out.println();
        out.flush();
    }

    /// A table in Markdown, beside the run before where there is one.
    List<String> rows(Chapter chapter) {
        var rows = new ArrayList<String>();
        rows.add("| what | now | aim | kept | before | change |");
        rows.add("|---|---:|---:|---|---:|---:|");
        for (var figure : chapter.measured().figures()) rows.add(row(chapter.name(), figure));
        return rows;
    }

    private String row(String scenario, Figure figure) {
        var before = former.value(scenario, figure.name());
        var kept = !figure.aim().isPromised() ? "" : figure.isKept() ? "yes" : "NO";
        return "| %s | %s %s | %s | %s | %s | %s |"
                .formatted(
                        figure.name(),
                        Figure.number(figure.value()),
                        figure.unit(),
                        figure.aim().words(),
                        kept,
                        before.isPresent() ? Figure.number(before.getAsDouble()) : "",
                        before.isPresent() ? change(before.getAsDouble(), figure.value()) : "");
    }

    private static String change(double before, double now) {
        return before == 0 ? "" : "%+.0f %%".formatted(100 * (now / before - 1));
    }

    public void write(Environment environment, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var root = JSON.createObjectNode();
        root.set("environment", JSON.valueToTree(environment));
        var scenarios = root.putArray("scenarios");
        for (var chapter : chapters) {
            var node = scenarios.addObject().put("name", chapter.name());
            node.put("question", chapter.question()).put("load", chapter.measured().load());
            node.put("seconds", chapter.took().toSeconds());
            var figures = node.putArray("figures");
            for (var figure : chapter.measured().figures()) {
                var one = figures.addObject().put("name", figure.name());
                one.put("value", figure.value()).put("unit", figure.unit());
                if (figure.aim().isPromised())
                    one.put("aim", figure.aim().words()).put("kept", figure.isKept());
            }
            node.set("series", JSON.valueToTree(chapter.measured().series()));
            node.set("details", JSON.valueToTree(chapter.measured().details()));
        }
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
