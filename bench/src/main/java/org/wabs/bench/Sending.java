package org.wabs.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Sending without reports: from the first message that Meta took until the last answer is written
/// down; beside it, in turns, the limit program.
@Command(
        name = "sending",
        description = "How many messages a second are accepted and recorded, without reports?",
        mixinStandardHelpOptions = true)
final class Sending implements Scenario {
    private static final int FAR_MILLIS = 120;
    private static final double SHARE = 0.95;

    @Option(names = "--people", description = "default: ${DEFAULT-VALUE}")
    private int people = 60_000;

    @Option(
            names = "--turns",
            description =
                    "of the product and of the limit program, each; default: ${DEFAULT-VALUE}")
    private int turns = 2;

    @Override
    public Measured measure(Stage stage) throws Exception {
        int count = stage.count(people);
        int rounds = stage.isQuick() ? 1 : turns;
        var installation = stage.fresh();
        var business = Business.connect(installation, Campaign.NUMBERS);
        business.addPeople(count);
        var limit = LimitCampaign.sender(installation, Campaign.NUMBERS, Campaign.LIMIT_UNDER_WAY);
        var farLimit = LimitCampaign.sender(installation, Campaign.NUMBERS, Campaign.UNDER_WAY);
        var figures = new ArrayList<Figure>();
        if (!stage.isQuick()) perSecond(installation, business);
        figures.addAll(measure(installation, business, limit, rounds, "0 ms", 3_000));
        installation.meta().answersAfter(FAR_MILLIS);
        double most = Campaign.UNDER_WAY / (FAR_MILLIS / 1e3);
        figures.addAll(
                measure(
                        installation,
                        business,
                        farLimit,
                        rounds,
                        FAR_MILLIS + " ms",
                        SHARE * most));
        installation.meta().answersAfter(0);
        var load =
                "%,d people, %d numbers, at most %d requests under way; answers after 0 and after %d ms."
                        .formatted(count, Campaign.NUMBERS, Campaign.UNDER_WAY, FAR_MILLIS);
        return new Measured(load, figures);
    }

    private static List<Figure> measure(
            Installation installation,
            Business business,
            LimitSender limit,
            int turns,
            String upstream,
            double promised)
            throws SQLException, InterruptedException {
        var ours = new double[turns];
        var limits = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
            ours[turn] = perSecond(installation, business);
            long begun = System.nanoTime();
            long sent = limit.send(business.tag());
            limits[turn] = sent * 1e9 / (System.nanoTime() - begun);
        }
        double rate = Figure.median(ours);
        return List.of(
                new Figure(upstream + " upstream", rate, "messages/s", Aim.atLeast(promised)),
                new Figure(
                        "limit program, " + upstream + " upstream",
                        Figure.median(limits),
                        "messages/s"),
                new Figure(
                        "of the limit program, " + upstream + " upstream",
                        rate / Figure.median(limits),
                        ""));
    }

    private static double perSecond(Installation installation, Business business)
            throws SQLException, InterruptedException {
        long before = installation.meta().accepted();
        var campaign = business.newCampaign();
        business.start(campaign);
        long planned = business.planned(campaign);
        while (installation.meta().accepted() == before) Thread.sleep(5);
        long begun = System.nanoTime();
        business.await(campaign, "accepted", planned);
        return planned * 1e9 / (System.nanoTime() - begun);
    }
}
