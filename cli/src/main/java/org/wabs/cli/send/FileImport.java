package org.wabs.cli.send;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Screen;
import org.wabs.cli.send.SendCommand.Wish;
import tools.jackson.databind.JsonNode;

/// The people of a file on their way into the contacts, or tried only.
final class FileImport {
    private final KeyedServer server;
    private final Screen screen;
    private final StopSignal stop;

    FileImport(KeyedServer server, Screen screen, StopSignal stop) {
        this.server = server;
        this.screen = screen;
        this.stop = stop;
    }

    /// Tells what became of its rows.
    ///
    /// @param waba whose country numbers without a country code are of
    /// @param tag that everybody gets
    /// @return the server's report
    JsonNode run(Wish wish, String waba, String tag) {
        var job = server.upload(wish.contacts(), options(wish, waba, tag));
        while (true) {
            var report = server.get("looking at the import", "/api/contacts/import/" + job);
            switch (report.path("job").path("state").asString("")) {
                case "DONE" -> {
                    tell(report, wish);
                    return report;
                }
                case "FAILED", "CANCELLED" ->
                        throw CommandProblem.failed(
                                "The import failed: "
                                        + report.path("job").path("error").asString("no reason"));
                default -> stop.pause(SendRun.LOOK);
            }
        }
    }

    private static Map<String, Object> options(Wish wish, String waba, String tag) {
        var options = new LinkedHashMap<String, Object>();
        options.put("tags", List.of(tag));
        options.put("wabaId", waba);
        options.put("dryRun", wish.dryRun());
        if (wish.phone() != null) options.put("mapping", Map.of(wish.phone(), "phone"));
        if (wish.optedIn() != null)
            options.put("consent", Map.of("optedIn", true, "source", wish.optedIn()));
        return options;
    }

    private void tell(JsonNode report, Wish wish) {
        var counts = report.path("counts");
        long added = counts.path("added").asLong(0);
        long known = counts.path("updated").asLong(0) + counts.path("unchanged").asLong(0);
        long refused = counts.path("refused").asLong(0);
        screen.line(
                "%,d rows read, %,d people (%,d new, %,d known), %,d rows refused"
                        .formatted(
                                counts.path("read").asLong(0),
                                added + known,
                                added,
                                known,
                                refused));
        for (var reason : report.path("reasons").properties()) {
            screen.line(
                    "  %,d %s"
                            .formatted(
                                    reason.getValue().asLong(0),
                                    reason.getKey().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        new RefusedRows(server, screen, report.path("job").path("id").asString(""))
                .tell(refused, wish.refused());
        if (added + known == 0)
            throw CommandProblem.cannotStart("The file has nobody to write to.");
    }
}
