package org.wabs.bench;

import java.util.ArrayList;
import java.util.List;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import org.wabs.bench.report.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Planning for a quarter of all people and for all of them: from the press of the button until the
/// first message may leave. The plan is then cancelled.
@Command(
        name = "planning",
        description =
                "How long does the plan of a campaign to a million people take, and how much memory?",
        mixinStandardHelpOptions = true)
final class Planning implements Scenario {
    private static final int SECONDS = 30;
    private static final double MORE = 1.2;

    @Option(names = "--contacts", description = "default: ${DEFAULT-VALUE}")
    private long contacts = 1_000_000;

    @Option(names = "--messages", description = "default: ${DEFAULT-VALUE}")
    private long messages = 10_000_000;

    private record Plan(long people, double seconds, List<Series.Point> memory, double peak) {}

    @Override
    public Measured measure(Stage stage) throws Exception {
        var installation = stage.filled(contacts, messages);
        var business = Business.connect(installation, 1);
        var part = plan(installation, business, "{\"tags\": [\"newsletter\"]}");
        var all = plan(installation, business, "{}");
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("plan for all of them", all.seconds(), "s", Aim.atMost(SECONDS)));
        figures.add(new Figure("people a second", all.people() / all.seconds(), "/s"));
        figures.add(new Figure("plan for a quarter of them", part.seconds(), "s"));
        figures.add(new Figure("memory of the server, a quarter", part.peak(), "MB"));
        figures.add(
                new Figure(
                        "memory of the server, all of them",
                        all.peak(),
                        "MB",
                        Aim.atMost(MORE * part.peak())));
        var series = List.of(series("a quarter of them", part), series("all of them", all));
        var load = "%,d people, of whom one in ten has given no consent.".formatted(all.people());
        return new Measured(load, figures, series);
    }

    private static Series series(String line, Plan plan) {
        return new Series(
                "Memory of the server while it plans", line, "seconds", "MB", plan.memory());
    }

    private static Plan plan(Installation installation, Business business, String audience)
            throws Exception {
        var campaign = business.newCampaign(audience);
        try (var memory = Memory.watch(installation.server())) {
            long begun = System.nanoTime();
            business.start(campaign);
            business.planned(campaign);
            double seconds = (System.nanoTime() - begun) / 1e9;
            business.act(campaign, "cancel");
            return new Plan(
                    business.figure(campaign, "planned"), seconds, memory.points(), memory.peak());
        }
    }
}
