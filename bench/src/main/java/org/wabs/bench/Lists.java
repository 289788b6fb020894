package org.wabs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How fast lists, filters and searches answer when there is much to choose from. The figures are
/// the client's, over HTTP, as a signed-in user.
@Command(
        name = "lists",
        description =
                "How long does a page of a list take, filtered, ordered or searched, among a million people and ten million messages?",
        mixinStandardHelpOptions = true)
final class Lists implements Scenario {
    private static final int WARM_UP = 5;

    @Option(names = "--contacts", description = "default: ${DEFAULT-VALUE}")
    private long contacts = 1_000_000;

    @Option(names = "--messages", description = "default: ${DEFAULT-VALUE}")
    private long messages = 10_000_000;

    @Option(
            names = "--rounds",
            description =
                    "requests for each line, after three that are not counted; default: ${DEFAULT-VALUE}")
    private int rounds = 40;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "only lines with this text in them")
    private String only = "";

    @Override
    public Measured measure(Stage stage) throws Exception {
        var installation = stage.filled(contacts, messages);
        long people = stage.isQuick() ? Stage.QUICK : contacts;
        var questions =
                Questions.of(installation.sql(), people).stream()
                        .filter(question -> question.name().contains(only))
                        .toList();
        var lines = ask(installation, questions, stage);
        var load =
                "%,d contacts, %,d messages; %d lines, each asked %d times."
                        .formatted(
                                people,
                                stage.isQuick() ? Stage.QUICK : messages,
                                lines.size(),
                                stage.isQuick() ? 1 : rounds);
        return new Measured(load, figures(lines), List.of(), lines, Optional.empty());
    }

    /// Plans first, since they warm up as well.
    private List<Line> ask(Installation installation, List<Question> questions, Stage stage)
            throws IOException, SQLException, InterruptedException {
        var client = installation.client();
        var scans = stage.isQuick() ? List.<Set<String>>of() : scans(installation, questions);
        if (!stage.isQuick()) warmUp(client, questions);
        var out = stage.out();
        out.println("| endpoint | median | p95 | p99 | processor | rows | verdict |");
        out.println("|---|---:|---:|---:|---:|---:|---|");
        var work = installation.work().and(ProcessHandle.current());
        var measurement = new Measurement(client, work, stage.isQuick() ? 1 : rounds);
        var lines = new ArrayList<Line>();
        for (var question : questions) {
            var line = measurement.line(question);
            lines.add(stage.isQuick() ? line : line.with(scans.get(lines.size())));
            out.println(lines.getLast().row());
            out.flush();
        }
        out.println();
        return lines;
    }

    private static List<Set<String>> scans(Installation installation, List<Question> questions)
            throws IOException, SQLException, InterruptedException {
        var plans = new Plans(installation.client(), installation.sql(), installation.log());
        var scans = new ArrayList<Set<String>>();
        plans.begin();
        for (var question : questions) scans.add(plans.scans(question));
        plans.end();
        return scans;
    }

    private static List<Figure> figures(List<Line> lines) {
        var pages =
                lines.stream()
                        .filter(line ->
                                line.name().startsWith("/api/contacts")
                                        || line.name().startsWith("/api/conversations"))
                        .mapToDouble(Line::p99)
                        .toArray();
        return List.of(
                new Figure(
                        "slowest page of contacts and conversations, p99",
                        Arrays.stream(pages).max().orElse(0),
                        "ms",
                        Aim.atMost(Line.PROMISED)),
                new Figure(
                        "of their %d lines within 50 ms at p99".formatted(pages.length),
                        Arrays.stream(pages).filter(p99 -> p99 <= Line.PROMISED).count(),
                        ""),
                new Figure(
                        "of all %d lines above 50 ms at the median".formatted(lines.size()),
                        lines.stream().filter(Line::isSlow).count(),
                        ""),
                new Figure(
                        "lines that read a big table from end to end",
                        lines.stream().filter(line -> !line.scanned().isEmpty()).count(),
                        "",
                        Aim.atMost(0)));
    }

    /// A server that has just been started compiles itself while it answers.
    private static void warmUp(Client client, List<Question> questions) {
        for (int round = 0; round < WARM_UP; round++)
            for (var question : questions) client.send(question.asks().getFirst());
    }
}
