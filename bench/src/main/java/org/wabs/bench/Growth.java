package org.wabs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import org.wabs.bench.report.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a message costs server and database in its whole life, with one status a webhook, as
/// numbers, organizations and nodes become more. Cases take turns; the medians are compared.
@Command(
        name = "growth",
        description =
                "Does a message cost more with many numbers, many organizations, or a second server?",
        mixinStandardHelpOptions = true)
final class Growth implements Scenario {
    private static final double MORE = 1.2;
    private static final double MORE_BY_A_NODE = 1.15;

    @Option(names = "--people", description = "default: ${DEFAULT-VALUE}")
    private int people = 4_000;

    @Option(names = "--rounds", description = "of each case; default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    /// The same people in all, however many businesses share them.
    private record Case(String name, List<Business> businesses, List<Double> millis) {
        Case(String name, List<Business> businesses) {
            this(name, businesses, new ArrayList<>());
        }

        double median() {
            return Figure.median(millis.stream().mapToDouble(one -> one).toArray());
        }
    }

    @Override
    public Measured measure(Stage stage) throws Exception {
        // a thousand of all cases together
        int count = stage.isQuick() ? Stage.QUICK / 5 : people;
        int last = stage.isQuick() ? 2 : 100;
        var sizes = stage.isQuick() ? List.of(1, last) : List.of(1, 10, last);
        var installation = stage.fresh();
        installation.meta().everybodyReads(1);
        var numbers = new ArrayList<Case>();
        for (int size : sizes)
            numbers.add(
                    new Case(named(size, "number"), List.of(business(installation, size, count))));
        var organizations = new ArrayList<Case>();
        for (int size : sizes)
            organizations.add(
                    new Case(
                            named(size, "organization"), organizations(installation, size, count)));
        var one = new Case("1 node", List.of(business(installation, 10, count)));
        var two = new Case("2 nodes", one.businesses());
        var cases = new ArrayList<>(numbers);
        cases.addAll(organizations);
        cases.add(one);
        if (!stage.isQuick()) for (var each : cases) run(installation, each, count);
        cases.forEach(each -> each.millis().clear());
        for (int round = 0; round < (stage.isQuick() ? 1 : rounds); round++) {
            for (var each : cases) run(installation, each, count);
            try (var node = installation.startNode()) {
                node.url();
                var both = installation.work().and(node.handle());
                if (!stage.isQuick())
                    run(installation, new Case("warms the new node up", one.businesses()), count);
                run(installation, two, count, both);
            }
        }
        var figures = new ArrayList<>(compared(numbers, MORE));
        figures.addAll(compared(organizations, MORE));
        figures.addAll(compared(List.of(one, two), MORE_BY_A_NODE));
        var load =
                "%,d messages a case, each with three webhooks; median of %d rounds."
                        .formatted(count, stage.isQuick() ? 1 : rounds);
        return new Measured(
                load,
                figures,
                List.of(
                        series("numbers", sizes, numbers),
                        series("organizations", sizes, organizations)));
    }

    private static String named(int size, String what) {
        return size + " " + what + (size == 1 ? "" : "s");
    }

    private static Series series(String line, List<Integer> sizes, List<Case> cases) {
        var points = new ArrayList<Series.Point>();
        for (int n = 0; n < cases.size(); n++)
            points.add(new Series.Point(sizes.get(n), cases.get(n).median()));
        return new Series(
                "What a message costs",
                line,
                "numbers or organizations",
                "ms of a processor",
                points);
    }

    private static List<Figure> compared(List<Case> cases, double most) {
        var figures = new ArrayList<Figure>();
        var first = cases.getFirst();
        for (var each : cases) {
            figures.add(new Figure(each.name(), each.median(), "ms of a processor a message"));
            if (each != first)
                figures.add(
                        new Figure(
                                each.name() + ", times " + first.name(),
                                each.median() / first.median(),
                                "",
                                Aim.atMost(most)));
        }
        return figures;
    }

    private static Business business(Installation installation, int numbers, int people)
            throws SQLException, IOException {
        var business = Business.connect(installation, numbers);
        business.addPeople(people);
        business.hearOfStatuses();
        return business;
    }

    private static List<Business> organizations(Installation installation, int count, int people)
            throws SQLException, IOException {
        var businesses = new ArrayList<Business>();
        for (int n = 0; n < count; n++) {
            var account = installation.newAccount(1);
            var owner = installation.newOrganization("owner-" + account.id() + "@localhost");
            var business = Business.connect(installation, owner, account, account.world());
            business.addPeople(people / count);
            business.hearOfStatuses();
            businesses.add(business);
        }
        return businesses;
    }

    private static void run(Installation installation, Case each, int count)
            throws IOException, SQLException, InterruptedException {
        run(installation, each, count, installation.work());
    }

    private static void run(Installation installation, Case each, int count, Work work)
            throws SQLException, InterruptedException {
        var campaigns = new ArrayList<UUID>();
        for (var business : each.businesses()) campaigns.add(business.newCampaign());
        Duration before = work.done();
        for (int n = 0; n < campaigns.size(); n++) each.businesses().get(n).start(campaigns.get(n));
        long read = 0;
        for (int n = 0; n < campaigns.size(); n++) {
            var business = each.businesses().get(n);
            long planned = business.planned(campaigns.get(n));
            business.await(campaigns.get(n), "read", planned);
            read += planned;
        }
        if (read != count)
            throw new IllegalStateException("%,d of %,d were planned".formatted(read, count));
        each.millis().add(work.done().minus(before).toNanos() / 1e6 / count);
    }
}
