package org.wabs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How fast lists, filters and searches answer when there is much to choose from. The figures are
/// the client's, over HTTP, as a signed-in user.
@Command(
        name = "lists",
        description =
                "Lists, filters and searches over many contacts and messages: how long an answer takes.",
        mixinStandardHelpOptions = true)
final class Lists implements Callable<Integer> {
    private static final int QUICK = 10_000;
    private static final int WARM_UP = 5;

    @Option(
            names = "--contacts",
            defaultValue = "1000000",
            description = "default: ${DEFAULT-VALUE}")
    private long contacts;

    @Option(
            names = "--messages",
            defaultValue = "2000000",
            description = "default: ${DEFAULT-VALUE}")
    private long messages;

    @Option(
            names = "--rounds",
            defaultValue = "40",
            description =
                    "requests for each line, after three that are not counted; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--quick",
            description =
                    "10,000 contacts, 20,000 messages, one request for each line: shows that it works, and reads the plans")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "only lines with this text in them")
    private String only = "";

    @Mixin private Run run = new Run();

    @Override
    public Integer call() throws Exception {
        var out = run.out();
        try (var installation = run.installation()) {
            var loaded =
                    new ManyRows(installation.sql())
                            .load(quick ? QUICK : contacts, quick ? 2 * QUICK : messages);
            if (loaded.seconds() > 0) installation.countFigures();
            out.printf(
                    "%,d contacts and %,d messages, %s.%n%n",
                    loaded.contacts(),
                    loaded.messages(),
                    loaded.seconds() == 0
                            ? "loaded before"
                            : "loaded in " + loaded.seconds() + " s");
            out.flush();
            var questions =
                    Questions.of(installation.sql(), loaded.contacts()).stream()
                            .filter(question -> question.name().contains(only))
                            .toList();
            var lines = ask(installation, questions, out);
            run.write(
                    Map.of(
                            "contacts", loaded.contacts(),
                            "messages", loaded.messages(),
                            "lines", lines));
            return 0;
        }
    }

    /// Plans first, since they warm up as well.
    private List<Line> ask(Installation installation, List<Question> questions, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        var client = installation.client();
        var plans = new Plans(client, installation.sql(), installation.log());
        var scans = new ArrayList<Set<String>>();
        plans.begin();
        for (var question : questions) scans.add(plans.scans(question));
        plans.end();
        if (!quick) warmUp(client, questions);
        out.println("| endpoint | median | p95 | p99 | processor | rows | verdict |");
        out.println("|---|---:|---:|---:|---:|---:|---|");
        var measurement = new Measurement(client, installation.work(), quick ? 1 : rounds);
        var lines = new ArrayList<Line>();
        for (var question : questions) {
            lines.add(measurement.line(question).with(scans.get(lines.size())));
            out.println(lines.getLast().row());
            out.flush();
        }
        out.printf(
                Locale.ENGLISH,
                "%n%d of %d above %.0f ms at the median, %d read a big table from end to end%n",
                lines.stream().filter(Line::isSlow).count(),
                lines.size(),
                Line.PROMISED,
                lines.stream().filter(line -> !line.scanned().isEmpty()).count());
        out.flush();
        return lines;
    }

    /// A server that has just been started compiles itself while it answers.
    private static void warmUp(Client client, List<Question> questions) {
        for (int round = 0; round < WARM_UP; round++)
            for (var question : questions) client.send(question.asks().getFirst());
    }
}
