package org.wabs.cli.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Progress;
import org.wabs.cli.screen.ProgressView;
import org.wabs.cli.screen.Screen;
import org.wabs.server.platform.text.Amount;
import tools.jackson.databind.JsonNode;

/// The campaign of the demo, from the import of its audience to the comparison with the ledger. One
/// that a former run left unfinished is gone on with.
final class DemoCampaign {
    private static final Duration LOOK = Duration.ofMillis(250);

    /// Nothing new for so long is not going to change.
    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    private static final Duration LEAST_WAIT = Duration.ofSeconds(60);

    /// After a kill, doubt is settled when webhooks have come in for four times the outage.
    private static final Duration DOUBT_WAIT = Duration.ofMinutes(4);

    private static final long WAITED_PER_SECOND = 200;

    /// The result, as JSON and for a person, and what went wrong, for the error output.
    record Ended(DemoResult result, List<String> table, List<String> complaints) {}

    /// @param at when the last row was final
    private record Settled(Comparison comparison, Instant at) {}

    private final ServerApi server;
    private final SimulatorProcess simulator;
    private final DemoFolder folder;
    private final Screen screen;
    private final StopSignal stop;

    DemoCampaign(
            ServerApi server,
            SimulatorProcess simulator,
            DemoFolder folder,
            Screen screen,
            StopSignal stop) {
        this.server = server;
        this.simulator = simulator;
        this.folder = folder;
        this.screen = screen;
        this.stop = stop;
    }

    /// @param givesUp whether a campaign that stands still ends the demo, or is waited for
    Ended run(ContactList contacts, boolean givesUp) {
        var found = unfinished();
        var id = found.isPresent() ? goOn(found.get()) : begin(contacts);
        send(id, givesUp);
        var sent = Instant.now();
        var settled = settle(id);
        folder.compared(id);
        return ended(id, sent, settled);
    }

    private Optional<JsonNode> unfinished() {
        if (!folder.isContinued()) return Optional.empty();
        for (var campaign : server.campaigns()) {
            if (!name(campaign).equals(DemoWorld.CAMPAIGN)) continue; // of the scene
            switch (campaign.path("state").asString("")) {
                case "DRAFT", "PLANNING", "RUNNING", "PAUSED" -> {
                    return Optional.of(campaign);
                }
                case "COMPLETED" -> {
                    // ended while receipts were on their way: it still has to be compared
                    if (!folder.isCompared(campaign.path("id").asString("")))
                        return Optional.of(campaign);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private String goOn(JsonNode campaign) {
        var id = campaign.path("id").asString("");
        var state = campaign.path("state").asString("");
        screen.line(
                "Going on with the unfinished campaign \"" + name(campaign) + "\" (" + state + ")");
        if (state.equals("DRAFT")) server.act(id, "start");
        if (state.equals("PAUSED")) server.act(id, "resume");
        return id;
    }

    private String begin(ContactList contacts) {
        if (!isImported(contacts.tag())) new DemoImport(server, screen, stop).run(contacts);
        var campaign = server.createCampaign(DemoWorld.campaign(contacts.tag()));
        var id = campaign.path("id").asString("");
        var preview = server.preview(id);
        screen.line(
                "Campaign \"%s\": template %s (%s), %s, %s will get it"
                        .formatted(
                                name(campaign),
                                DemoWorld.TEMPLATE,
                                DemoWorld.TEMPLATE_LANGUAGE,
                                Amount.people(preview.path("matching").asLong(0)),
                                many(preview.path("willBeSent"))));
        for (var skipped : preview.path("skipped")) {
            screen.line(
                    "  "
                            + many(skipped.path("people"))
                            + " will be skipped: "
                            + skipped.path("words").asString(""));
        }
        server.act(id, "start");
        return id;
    }

    /// A campaign to these people is only made after their import.
    private boolean isImported(String tag) {
        if (!folder.isContinued()) return false;
        for (var campaign : server.campaigns()) {
            for (var used : campaign.path("audience").path("tags")) {
                if (used.asString("").equals(tag)) return true;
            }
        }
        return false;
    }

    private void send(String id, boolean givesUp) {
        var moved = Instant.now();
        long last = -1;
        while (true) {
            simulator.checkAlive();
            var report = server.report(id);
            var state = report.path("campaign").path("state").asString("");
            if (state.equals("COMPLETED") || state.equals("CANCELLED")) return;
            if (state.equals("FAILED"))
                throw CommandProblem.failed("The campaign failed: " + reason(report));
            var progress = progress(report, state);
            screen.show(progress);
            if (progress.planned() + progress.done() != last) moved = Instant.now();
            last = progress.planned() + progress.done();
            if (givesUp && moved.plus(STANDSTILL).isBefore(Instant.now())) {
                screen.line(
                        "Nothing has moved for "
                                + STANDSTILL.toSeconds()
                                + " s: "
                                + state
                                + " "
                                + reason(report));
                return;
            }
            stop.pause(LOOK);
        }
    }

    private static Progress progress(JsonNode report, String state) {
        var phase =
                switch (state) {
                    case "DRAFT", "PLANNING" -> Progress.Phase.PLANNING;
                    case "PAUSED" -> Progress.Phase.PAUSED;
                    default -> Progress.Phase.SENDING;
                };
        return Progress.of(report, phase, 0, reason(report), Instant.now());
    }

    private static String reason(JsonNode report) {
        var reason = report.path("campaign").path("reason");
        return (reason.path("detail").asString("") + " " + reason.path("wayOut").asString(""))
                .strip();
    }

    /// Waits until everybody has reacted and all of it is in the database. The comparison is
    /// expensive: it is made when the figures stand still.
    private Settled settle(String id) {
        var deadline = Instant.now().plus(LEAST_WAIT);
        JsonNode former = null;
        while (true) {
            simulator.checkAlive();
            var looked = Instant.now();
            var report = server.report(id);
            var counts = report.path("counts");
            if (former == null)
                deadline =
                        deadline.plusSeconds(counts.path("planned").asLong(0) / WAITED_PER_SECOND);
            boolean doubt = counts.path("inDoubt").asLong(0) > 0;
            boolean late = deadline.plus(doubt ? DOUBT_WAIT : Duration.ZERO).isBefore(looked);
            var idle = simulator.api().idle();
            if (late || idle.idle() && !doubt && counts.equals(former)) {
                var comparison = compare(id);
                if (late || comparison.isFinal()) return new Settled(comparison, looked);
            }
            former = counts;
            screen.show(
                    Progress.of(report, Progress.Phase.DELIVERING, 0, note(idle, doubt), looked));
            stop.pause(LOOK);
        }
    }

    private static String note(SimulatorApi.Idle idle, boolean doubt) {
        if (idle.idle())
            return doubt
                    ? "waiting for the messages in doubt to be settled"
                    : "everybody has reacted; the last of it is being written down";
        return "all sent; %,d receipts and answers are on their way"
                .formatted(idle.statusesScheduled() + idle.webhooksWaiting());
    }

    private Comparison compare(String id) {
        try {
            return Comparison.of(folder.path(), simulator.url(), UUID.fromString(id));
        } catch (SQLException e) {
            throw CommandProblem.failed(
                    "The comparison with the ledger was not possible: " + e.getMessage());
        }
    }

    private Ended ended(String id, Instant sent, Settled settled) {
        var report = server.report(id);
        var started =
                Instant.parse(report.path("campaign").path("startedAt").asString(sent.toString()));
        var comparison = settled.comparison();
        var seconds = Duration.between(started, settled.at()).toMillis() / 1000.0;
        var result = DemoResult.of(comparison, seconds);
        var table =
                new ResultView(report, comparison, result).lines(Duration.between(started, sent));
        var complaints = new ArrayList<>(comparison.outcome().offenders());
        comparison
                .counterDifferences()
                .forEach(difference ->
                        complaints.add("Counters differ from the rows: " + difference));
        if (result.inDoubt() > 0)
            complaints.add(
                    "Nobody knows whether %,d messages were sent.".formatted(result.inDoubt()));
        return new Ended(result, table, complaints);
    }

    private static String name(JsonNode campaign) {
        return campaign.path("name").asString("");
    }

    private static String many(JsonNode number) {
        return ProgressView.many(number.asLong(0));
    }
}
