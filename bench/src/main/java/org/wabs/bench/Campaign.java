package org.wabs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Capacity;
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
    static final int NUMBERS = 4;
    static final int UNDER_WAY = 256;

    /// Connections of the limit program: more make it no faster, fewer do.
    static final int LIMIT_UNDER_WAY = 64;

    private static final int MEGABYTES = 512;
    private static final int WARM_UP = 20_000;

    private static final String DATABASE = "SELECT pg_database_size(current_database())";
    private static final String WEBHOOKS =
            "SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree('webhook_delivery') WHERE isleaf";

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

    /// @param seconds that it lived
    /// @param curve how many had read, with the time
    private record Life(double seconds, List<Series.Point> curve) {}

    @Override
    public Measured measure(Stage stage) throws Exception {
        int count = stage.count(people);
        var installation = stage.fresh();
        var business = business(installation, count);
        var figures = new ArrayList<Figure>();
        var series = new ArrayList<Series>();
        var capacity = Optional.<Capacity>empty();
        try (var memory = Memory.watch(installation.server());
                var limit = LimitCampaign.of(installation, NUMBERS)) {
            if (!stage.isQuick()) warmUp(installation, limit);
            for (var delivery : DELIVERIES) {
                var turn = new Turns(installation, business, limit, delivery);
                figures.addAll(turn.measure(count, stage.isQuick() ? 1 : turns));
                series.add(turn.curve());
                if (delivery.statuses() == 1) capacity = Optional.of(turn.capacity());
            }
            capacity.ifPresent(cost -> figures.addAll(disk(cost)));
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
        return new Measured(load, figures, series, List.of(), capacity);
    }

    private static Business business(Installation installation, int people)
            throws SQLException, IOException {
        var business = Business.connect(installation, NUMBERS);
        business.addPeople(people);
        business.hearOfStatuses();
        return business;
    }

    /// A server that has just been started compiles itself while it works.
    private static void warmUp(Installation installation, LimitCampaign limit)
            throws SQLException, IOException, InterruptedException {
        var business = business(installation, WARM_UP);
        installation.meta().everybodyReads(1);
        live(installation, business);
        limit.run(business.tag(), LIMIT_UNDER_WAY);
    }

    private static List<Figure> disk(Capacity capacity) {
        return List.of(
                new Figure("disk of a message that stays", capacity.bytes(), "bytes"),
                new Figure(
                        "disk of its webhooks, kept for 30 days",
                        capacity.webhookBytes(),
                        "bytes"));
    }

    /// One kind of delivery: product and limit program in turns.
    private static final class Turns {
        private final Installation installation;
        private final Business business;
        private final LimitCampaign limit;
        private final Delivery delivery;
        private final List<Series.Point> curve = new ArrayList<>();
        private Capacity capacity = new Capacity(0, 0, 0);

        Turns(
                Installation installation,
                Business business,
                LimitCampaign limit,
                Delivery delivery) {
            this.installation = installation;
            this.business = business;
            this.limit = limit;
            this.delivery = delivery;
        }

        List<Figure> measure(int count, int turns) throws Exception {
            installation.meta().everybodyReads(delivery.statuses());
            var ours = new double[turns];
            var limits = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                ours[turn] = count / turn(count);
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
                            "of the limit program, " + words,
                            rate / limitRate,
                            "",
                            Aim.atLeast(0.5)),
                    new Figure(
                            "server and database, " + words,
                            capacity.millis(),
                            "ms of a processor a message"));
        }

        /// The last one tells what a message costs.
        private double turn(int count) throws IOException, SQLException, InterruptedException {
            double webhookBytes = installation.number(WEBHOOKS);
            double bytes = installation.number(DATABASE) - webhookBytes;
            var work = installation.work();
            var before = work.done();
            var life = live(installation, business);
            double millis = work.done().minus(before).toNanos() / 1e6;
            double allWebhookBytes = installation.number(WEBHOOKS);
            double allBytes = installation.number(DATABASE) - allWebhookBytes;
            capacity =
                    new Capacity(
                            millis / count,
                            (allBytes - bytes) / count,
                            (allWebhookBytes - webhookBytes) / count);
            curve.clear();
            curve.addAll(life.curve());
            return life.seconds();
        }

        Capacity capacity() {
            return capacity;
        }

        Series curve() {
            return new Series(
                    "A campaign's life",
                    delivery.words(),
                    "seconds",
                    "people who have read",
                    curve);
        }
    }

    private static Life live(Installation installation, Business business)
            throws SQLException, InterruptedException {
        long accepted = installation.meta().accepted();
        var campaign = business.newCampaign();
        long begun = System.nanoTime();
        business.start(campaign);
        long planned = business.planned(campaign);
        var curve = business.await(campaign, "read", planned);
        var life = new Life(seconds(begun), curve);
        long took = installation.meta().accepted() - accepted;
        for (var fact : List.of("accepted_at", "sent_at", "delivered_at", "read_at")) {
            long known = business.messages(campaign, fact);
            if (known != planned || took != planned)
                throw new IllegalStateException(
                        "%,d were planned, Meta took %,d, %s is known of %,d"
                                .formatted(planned, took, fact, known));
        }
        return life;
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
