package org.wabs.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How many reports of messages are taken in a second, each in a webhook of its own and committed
/// before it is answered; beside it, in turns, the limit program. Whatever was answered must be
/// known in the end, or there is no figure.
@Command(
        name = "webhooks",
        description =
                "Statuses of messages, one a webhook, committed before the answer; beside the limit program.",
        mixinStandardHelpOptions = true)
final class Webhooks implements Callable<Integer> {
    private static final List<String> STATUSES = List.of("sent", "delivered", "read");
    private static final int MOST_PER_SECOND = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "of each of the six turns; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "statuses a second of the open loop; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--quick", description = "1,000 messages: shows that it works")
    private boolean quick;

    @Mixin private Run run = new Run();

    /// @param known how many a second until all of them were written to their messages
    private record Turn(double answered, double known) {}

    @Override
    public Integer call() throws Exception {
        try (var installation = run.installation()) {
            int waiting = quick ? 1_000 : MOST_PER_SECOND * seconds;
            int open = quick ? 200 : rate * seconds;
            var messages = WaitingMessages.load(installation.sql(), waiting + open);
            var figures = measure(installation, messages, waiting);
            run.out().println("| what | measured | aim |\n|---|---:|---|");
            figures.forEach(figure -> run.out().println(figure.row()));
            run.out().flush();
            run.write(figures);
            return 0;
        }
    }

    private List<Figure> measure(Installation installation, WaitingMessages messages, int waiting)
            throws IOException, SQLException, InterruptedException {
        var all = messages.all();
        var ours = new ArrayList<Turn>();
        var limits = new ArrayList<Turn>();
        try (var limit = new LimitIntake(installation.connect(), installation.connect())) {
            for (var status : STATUSES) {
                var requests = requests(all.subList(0, waiting), status);
                ours.add(turn(installation.url(), requests, () -> messages.known(status)));
                limits.add(turn(limit.url(), requests, () -> messages.knownToTheLimit(status)));
            }
        }
        var late =
                new StatusLoad(
                                installation.url(),
                                requests(all.subList(waiting, all.size()), "delivered"))
                        .openLoop(rate);
        return figures(ours, limits, late.millis());
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

    private List<Figure> figures(List<Turn> ours, List<Turn> limits, double[] late) {
        double answered = median(ours, Turn::answered);
        double known = median(ours, Turn::known);
        double limit = median(limits, Turn::answered);
        double limitKnown = median(limits, Turn::known);
        return List.of(
                new Figure("answered", answered, "/s", "3,000"),
                new Figure("answered by the limit program", limit, "/s", ""),
                new Figure("of the limit program", 100 * answered / limit, "%", ""),
                new Figure("written to their messages", known, "/s", ""),
                new Figure("written by the limit program", limitKnown, "/s", ""),
                new Figure("of the limit program", 100 * known / limitKnown, "%", ""),
                new Figure(
                        "at %,d a second, median".formatted(rate),
                        Figure.percentile(late, 0.5),
                        "ms",
                        ""),
                new Figure(
                        "at %,d a second, p99".formatted(rate),
                        Figure.percentile(late, 0.99),
                        "ms",
                        "50"));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Figure.percentile(turns.stream().mapToDouble(figure).toArray(), 0.5);
    }
}
