package org.wabs.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Screen;
import org.wabs.server.platform.text.Amount;
import tools.jackson.databind.JsonNode;

/// Imports a list of contacts through the import API and tells what became of its rows.
final class DemoImport {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ServerApi server;
    private final Screen screen;
    private final StopSignal stop;

    DemoImport(ServerApi server, Screen screen, StopSignal stop) {
        this.server = server;
        this.screen = screen;
        this.stop = stop;
    }

    void run(ContactList contacts) {
        var job = server.importContacts(contacts, List.of(contacts.tag()));
        while (true) {
            var report = server.contactImport(job);
            switch (report.path("job").path("state").asString("")) {
                case "DONE" -> {
                    tell(contacts, report);
                    return;
                }
                case "FAILED", "CANCELLED" ->
                        throw CommandProblem.failed(
                                "The import failed: "
                                        + report.path("job").path("error").asString("no reason"));
                default -> stop.pause(LOOK);
            }
        }
    }

    private void tell(ContactList contacts, JsonNode report) {
        var counts = report.path("counts");
        screen.line(
                "Imported %s: %s, %s, %,d of them opted out, %s refused"
                        .formatted(
                                contacts.words(),
                                rows(counts.path("read")),
                                Amount.people(
                                        counts.path("added").asLong(0)
                                                + counts.path("updated").asLong(0)
                                                + counts.path("unchanged").asLong(0)),
                                counts.path("optedOut").asLong(0),
                                rows(counts.path("refused"))));
        for (var reason : report.path("reasons").properties()) {
            screen.line(
                    "  %,d %s"
                            .formatted(
                                    reason.getValue().asLong(0),
                                    reason.getKey().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
    }

    private static String rows(JsonNode count) {
        return Amount.of(count.asLong(0), "row", "rows");
    }
}
