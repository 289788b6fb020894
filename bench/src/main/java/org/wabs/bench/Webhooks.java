package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How many reports of messages are taken in a second, each in a webhook of its own and committed
/// before it is answered; beside it, in turns, the limit program. Whatever was answered must be
/// known in the end, or there is no figure.
@Command(
        name = "webhooks",
        description =
                "How many statuses a second are committed before the answer, one in a webhook, among no, a million and ten million messages?",
        mixinStandardHelpOptions = true)
final class Webhooks implements Scenario {
    private static final List<String> STATUSES = List.of("sent", "delivered", "read");
    private static final int MOST_PER_SECOND = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// People and messages that are there before.
    private record Size(long contacts, long messages) {}

    private static final List<Size> SIZES =
            List.of(
                    new Size(1_000, 1_000),
                    new Size(100_000, 1_000_000),
                    new Size(1_000_000, 10_000_000));

    @Option(names = "--seconds", description = "of each turn; default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(
            names = "--rate",
            description = "statuses a second of the open loop; default: ${DEFAULT-VALUE}")
    private int rate = 1_000;

    @Option(
            names = "--most",
            description = "messages that are in the database at most; default: ${DEFAULT-VALUE}")
    private long most = 10_000_000;

    /// @param known how many a second until all of them were written to their messages
    private record Turn(double answered, double known) {}

    @Override
    public Measured measure(Stage stage) throws Exception {
        int waiting = stage.count(MOST_PER_SECOND * seconds);
        int open = stage.isQuick() ? rate / 5 : rate * seconds;
        var figures = new ArrayList<Figure>();
        var answered = new ArrayList<Double>();
        for (var size : SIZES) {
            if (size.messages() > (stage.isQuick() ? Stage.QUICK : most)) continue;
            var installation = stage.filled(size.contacts(), size.messages());
            var messages = WaitingMessages.load(installation.sql(), waiting + open);
            boolean first = figures.isEmpty();
            var measured = measure(installation, messages, waiting, first);
            answered.add(measured.getFirst().value());
            figures.addAll(measured.stream().map(figure -> among(size, figure)).toList());
        }
        if (answered.size() > 1) figures.add(spread(answered));
        var load =
                "48 connections; turns of %d s; then %,d a second for %d s."
                        .formatted(seconds, rate, open / rate);
        return new Measured(load, figures);
    }

    private static Figure among(Size size, Figure figure) {
        return new Figure(
                "%s, among %,d".formatted(figure.name(), size.messages()),
                figure.value(),
                figure.unit(),
                figure.aim());
    }

    private static Figure spread(List<Double> answered) {
        double least = answered.stream().mapToDouble(value -> value).min().orElseThrow();
        double largest = answered.stream().mapToDouble(value -> value).max().orElseThrow();
        return new Figure(
                "slowest of these sizes below the fastest",
                100 * (1 - least / largest),
                "%",
                Aim.atMost(15));
    }

    private List<Figure> measure(
            Installation installation, WaitingMessages messages, int waiting, boolean besideLimit)
            throws IOException, SQLException, InterruptedException {
        var all = messages.all();
        var ours = new ArrayList<Turn>();
        var limits = new ArrayList<Turn>();
        try (var limit =
                new LimitIntake(
                        installation.connect(), installation.connect(), Installation.APP_SECRET)) {
            for (var status : STATUSES) {
                var requests = requests(all.subList(0, waiting), status);
                ours.add(turn(installation.url(), requests, () -> messages.known(status)));
                if (besideLimit)
                    limits.add(turn(limit.url(), requests, () -> messages.knownToTheLimit(status)));
            }
        }
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("answered", median(ours, Turn::answered), "/s", Aim.atLeast(3_000)));
        figures.add(new Figure("written to their messages", median(ours, Turn::known), "/s"));
        if (besideLimit) figures.addAll(beside(ours, limits));
        var late =
                new StatusLoad(
                                installation.url(),
                                requests(all.subList(waiting, all.size()), "delivered"))
                        .openLoop(rate);
        figures.addAll(late(late.millis()));
        return figures;
    }

    private static List<byte[]> requests(List<WaitingMessages.Waiting> messages, String status) {
        return messages.stream().map(message -> SignedWebhook.status(message, status)).toList();
    }

    private interface Known {
        int count() throws SQLException;
    }

    private Turn turn(URI server, List<byte[]> requests, Known known)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        int before = known.count();
        var answered = new StatusLoad(server, requests).closedLoop(Duration.ofSeconds(seconds));
        int all = before + answered.millis().length;
        while (known.count() < all) {
            if (System.nanoTime() - begin > PATIENCE.toNanos() + seconds * 1_000_000_000L)
                throw new IllegalStateException(
                        "%d statuses were answered, %d are known"
                                .formatted(all - before, known.count() - before));
            Thread.sleep(100);
        }
        double wholeSeconds = (System.nanoTime() - begin) / 1e9;
        return new Turn(answered.perSecond(), answered.millis().length / wholeSeconds);
    }

    private static List<Figure> beside(List<Turn> ours, List<Turn> limits) {
        double answered = median(limits, Turn::answered);
        double known = median(limits, Turn::known);
        return List.of(
                new Figure("answered by the limit program", answered, "/s"),
                new Figure(
                        "answered, of the limit program",
                        100 * median(ours, Turn::answered) / answered,
                        "%"),
                new Figure("written by the limit program", known, "/s"),
                new Figure(
                        "written, of the limit program",
                        100 * median(ours, Turn::known) / known,
                        "%"));
    }

    private List<Figure> late(double[] millis) {
        var at = "at %,d a second".formatted(rate);
        return List.of(
                new Figure(at + ", median", Figure.percentile(millis, 0.5), "ms"),
                new Figure(at + ", p99", Figure.percentile(millis, 0.99), "ms", Aim.atMost(50)));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Figure.median(turns.stream().mapToDouble(figure).toArray());
    }
}
