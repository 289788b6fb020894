package org.wabs.cli.send;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.wabs.cli.screen.Screen;
import org.wabs.cli.send.SendCommand.Wish;
import tools.jackson.databind.JsonNode;

/// What can be told of a run without importing anybody.
final class DryRun {
    private final KeyedServer server;
    private final Screen screen;

    DryRun(KeyedServer server, Screen screen) {
        this.server = server;
        this.screen = screen;
    }

    void tell(Wish wish, JsonNode imported, JsonNode template, VariableMapping mapping) {
        if (wish.optedIn() == null)
            screen.line(
                    "  Note: people without an opt-in on record are left out; say --opted-in SOURCE if everybody in the file agreed.");
        var filledBy = mapping.filledBy(template.path("slots"));
        if (filledBy.isEmpty()) return;
        var headers = new ArrayList<String>();
        for (var column : imported.path("columns")) headers.add(column.path("header").asString(""));
        var gaps = FileGaps.read(wish.contacts(), headers, filledBy, refused(imported));
        if (gaps.isEmpty())
            screen.line("  Note: people without a value are counted here in CSV files only.");
        gaps.ifPresent(found -> found.lines().forEach(line -> screen.line("  Note: " + line)));
    }

    /// Numbers of the rows that the import would not take.
    private Set<Long> refused(JsonNode imported) {
        var rows = new HashSet<Long>();
        var first =
                "/api/contacts/import/"
                        + imported.path("job").path("id").asString("")
                        + "/refusals?limit=200";
        var page = server.get("reading the refused rows", first);
        while (true) {
            for (var row : page.path("items")) rows.add(row.path("row").asLong(0));
            var next = page.path("next").asString("");
            if (next.isEmpty()) return rows;
            page =
                    server.get(
                            "reading the refused rows",
                            first + "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
    }
}
