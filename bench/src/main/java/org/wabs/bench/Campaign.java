package org.wabs.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import org.wabs.bench.report.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A campaign's whole life, from the press of the button until everybody is known to have read;
/// beside it, in turns, the limit program. Nothing may be missing in the end, neither here nor in
/// the simulator's ledger.
@Command(
        name = "campaign",
        description =
                "How fast does a whole campaign live: accepted, sent, delivered and read, all committed?",
        mixinStandardHelpOptions = true)
final class Campaign implements Scenario {
    static final int NUMBERS = 8;
    static final int UNDER_WAY = 256;

    /// Connections of the limit program: more make it no faster, fewer do.
    static final int LIMIT_UNDER_WAY = 64;

    private static final int MEGABYTES = 512;

    @Option(names = "--people", description = "default: ${DEFAULT-VALUE}")
    private int people = 100_000;

    @Option(
            names = "--turns",
            description =
                    "of the product and of the limit program, each; default: ${DEFAULT-VALUE}")
    private int turns = 2;

    /// @param statuses at most in one webhook
    /// @param perSecond that are promised
    private record Delivery(int statuses, double perSecond) {
        String words() {
            return statuses == 1
                    ? "one status a webhook"
                    : "up to %d statuses a webhook".formatted(statuses);
        }
    }

    private static final List<Delivery> DELIVERIES =
            List.of(new Delivery(1, 700), new Delivery(100, 2_000));

    @Override
    public Measured measure(Stage stage) throws Exception {
        int count = stage.count(people);
        var installation = stage.fresh();
        var business = Business.connect(installation, NUMBERS);
        business.addPeople(count);
        business.hearOfStatuses();
        var figures = new ArrayList<Figure>();
        var series = new ArrayList<Series>();
        try (var memory = Memory.watch(installation.server());
                var limit = LimitCampaign.of(installation, NUMBERS)) {
            if (!stage.isQuick()) warmUp(installation, business, limit);
            for (var delivery : DELIVERIES)
                figures.addAll(
                        measure(
                                installation,
                                business,
                                limit,
                                delivery,
                                count,
                                stage.isQuick() ? 1 : turns));
            figures.add(
                    new Figure(
                            "memory of the server at most",
                            memory.peak(),
                            "MB",
                            Aim.atMost(MEGABYTES)));
            series.add(
                    new Series(
                            "Memory of the server during campaigns",
                            "RSS",
                            "seconds",
                            "MB",
                            memory.points()));
        }
        var load =
                "%,d people, %d numbers, 0 ms upstream, at most %d requests under way."
                        .formatted(count, NUMBERS, UNDER_WAY);
        return new Measured(load, figures, series, List.of());
    }

    /// A server that has just been started compiles itself while it works.
    private static void warmUp(Installation installation, Business business, LimitCampaign limit)
            throws SQLException, InterruptedException {
        installation.meta().everybodyReads(100);
        live(installation, business);
        limit.run(business.tag(), LIMIT_UNDER_WAY);
    }

    private static List<Figure> measure(
            Installation installation,
            Business business,
            LimitCampaign limit,
            Delivery delivery,
            int count,
            int turns)
            throws Exception {
        installation.meta().everybodyReads(delivery.statuses());
        var ours = new double[turns];
        var limits = new double[turns];
        var work = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
            var before = installation.work().done();
            ours[turn] = count / live(installation, business);
            work[turn] = installation.work().done().minus(before).toNanos() / 1e6 / count;
            long begun = System.nanoTime();
            limit.run(business.tag(), LIMIT_UNDER_WAY);
            limits[turn] = count / seconds(begun);
        }
        double rate = Figure.median(ours);
        double limitRate = Figure.median(limits);
        var words = delivery.words();
        return List.of(
                new Figure(words, rate, "messages/s", Aim.atLeast(delivery.perSecond())),
                new Figure("limit program, " + words, limitRate, "messages/s"),
                new Figure(
                        "of the limit program, " + words, rate / limitRate, "", Aim.atLeast(0.5)),
                new Figure("processor, " + words, Figure.median(work), "ms a message"));
    }

    /// @return how many seconds it lived
    private static double live(Installation installation, Business business)
            throws SQLException, InterruptedException {
        long accepted = installation.meta().accepted();
        var campaign = business.newCampaign();
        long begun = System.nanoTime();
        business.start(campaign);
        long planned = business.planned(campaign);
        business.await(campaign, "read", planned);
        double seconds = seconds(begun);
        long took = installation.meta().accepted() - accepted;
        for (var fact : List.of("accepted_at", "sent_at", "delivered_at", "read_at")) {
            long known = business.messages(campaign, fact);
            if (known != planned || took != planned)
                throw new IllegalStateException(
                        "%,d were planned, Meta took %,d, %s is known of %,d"
                                .formatted(planned, took, fact, known));
        }
        return seconds;
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
