package org.wabs.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How exactly numbers of Meta's usual level are used: what the simulator's ledger says of the time
/// in between, after the first second and before the last.
@Command(
        name = "paced",
        description =
                "How exactly do numbers keep to the 80 messages a second that Meta allows, and what does it cost?",
        mixinStandardHelpOptions = true)
final class Paced implements Scenario {
    private static final int RATE = 80;
    private static final double EXACT = 0.01;
    private static final int PAGE = 10_000;
    private static final long WINDOW_MILLIS = 1_000;

    /// Seconds that are sent beside those that count.
    private static final int MARGIN = 2;

    @Option(names = "--seconds", description = "default: ${DEFAULT-VALUE}")
    private int seconds = 60;

    @Override
    public Measured measure(Stage stage) throws Exception {
        int length = stage.isQuick() ? 1 : seconds;
        var figures = new ArrayList<Figure>();
        for (int numbers : stage.isQuick() ? List.of(1, 5) : List.of(1, 20))
            figures.addAll(measure(stage.fresh(), numbers, length));
        var load =
                "Share 1, no inbound messages, no reports; %d s between the first and the last second."
                        .formatted(length);
        return new Measured(load, figures);
    }

    private static List<Figure> measure(Installation installation, int numbers, int length)
            throws Exception {
        var account = installation.newAccount(numbers);
        var business =
                Business.connect(
                        installation, installation.client(), account, account.usualWorld());
        business.addPeople(RATE * numbers * (length + MARGIN));
        long before = installation.meta().accepted();
        var campaign = business.newCampaign();
        var work = installation.work();
        business.start(campaign);
        long planned = business.planned(campaign);
        var workBefore = work.done();
        long begun = System.nanoTime();
        business.await(campaign, "accepted", planned);
        double cores =
                (double) work.done().minus(workBefore).toNanos() / (System.nanoTime() - begun);
        var accepted = ledger(installation.meta(), before);
        var words = numbers == 1 ? "one number" : numbers + " numbers";
        return List.of(
                new Figure(
                        words + ", each",
                        rate(accepted, length) / numbers,
                        "messages/s",
                        Aim.within(EXACT, RATE)),
                new Figure(
                        words + ", most in any second",
                        accepted.values().stream().mapToInt(Paced::mostInASecond).max().orElse(0),
                        "messages",
                        Aim.atMost(RATE + 1)),
                new Figure(words + ", processors of server and database", cores, "cores"));
    }

    /// When messages were accepted, by number, in milliseconds.
    private static Map<String, List<Long>> ledger(Meta meta, long before) {
        var times = new HashMap<String, List<Long>>();
        for (long next = before; next >= 0; ) {
            var page = meta.get("/admin/ledger?after=" + next + "&limit=" + PAGE);
            for (var message : page.path("messages"))
                times.computeIfAbsent(
                                message.path("phoneNumberId").asString(), id -> new ArrayList<>())
                        .add(Instant.parse(message.path("acceptedAt").asString()).toEpochMilli());
            next = page.path("next").isNumber() ? page.path("next").asLong() : -1;
        }
        times.values().forEach(list -> list.sort(null));
        return times;
    }

    /// Of all numbers together, from a second after the first message on.
    private static double rate(Map<String, List<Long>> accepted, int seconds) {
        double sum = 0;
        for (var times : accepted.values()) {
            long from = times.getFirst() + Duration.ofSeconds(1).toMillis();
            long to = from + Duration.ofSeconds(seconds).toMillis();
            sum += times.stream().filter(time -> time >= from && time < to).count();
        }
        return sum / seconds;
    }

    private static int mostInASecond(List<Long> times) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= WINDOW_MILLIS) first++;
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
