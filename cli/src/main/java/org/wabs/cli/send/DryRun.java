package org.wabs.cli.send;

import java.time.Duration;
import java.util.ArrayList;
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

    void tell(
            Wish wish,
            JsonNode number,
            JsonNode imported,
            JsonNode template,
            VariableMapping mapping) {
        tellOptOuts(wish, imported);
        tellGaps(wish, imported, mapping, template);
        tellTemplate(template);
        tellNumber(number, imported);
    }

    private void tellOptOuts(Wish wish, JsonNode imported) {
        long optedOut = imported.path("counts").path("optedOut").asLong(0);
        if (optedOut > 0)
            screen.line("  %,d of them opted out and will be left out".formatted(optedOut));
        if (wish.optedIn() == null)
            screen.line(
                    "  Note: people without an opt-in on record are left out; say --opted-in SOURCE if everybody in the file agreed.");
    }

    private void tellGaps(
            Wish wish, JsonNode imported, VariableMapping mapping, JsonNode template) {
        var filledBy = mapping.filledBy(template.path("slots"));
        if (filledBy.isEmpty()) return;
        var headers = new ArrayList<String>();
        for (var column : imported.path("columns")) headers.add(column.path("header").asString(""));
        var refused = new RefusedRows(server, screen, imported.path("job").path("id").asString(""));
        var gaps = FileGaps.read(wish.contacts(), headers, filledBy, refused.numbers());
        if (gaps.isEmpty())
            screen.line("  Note: people without a value are counted here in CSV files only.");
        gaps.ifPresent(found -> found.lines().forEach(line -> screen.line("  Note: " + line)));
    }

    private void tellTemplate(JsonNode template) {
        screen.line(
                "Template %s (%s): %s, %s"
                        .formatted(
                                template.path("name").asString(""),
                                template.path("language").asString(""),
                                template.path("category").asString(""),
                                template.path("status").asString("")));
    }

    private void tellNumber(JsonNode number, JsonNode imported) {
        var counts = imported.path("counts");
        long people =
                counts.path("added").asLong(0)
                        + counts.path("updated").asLong(0)
                        + counts.path("unchanged").asLong(0);
        int allowed = number.path("messagesPerSecond").asInt(0);
        int rate =
                Math.max(1, Math.min(allowed, number.path("ownMessagesPerSecond").asInt(allowed)));
        screen.line(
                "From %s: at most %,d messages a second, %s or more for %,d people%s"
                        .formatted(
                                number.path("displayPhoneNumber").asString(""),
                                rate,
                                words(Duration.ofSeconds(Math.ceilDiv(people, rate))),
                                people,
                                limit(number)));
    }

    private static String limit(JsonNode number) {
        return number.hasNonNull("messagingLimit")
                ? "; Meta allows %,d people in 24 hours"
                        .formatted(number.path("messagingLimit").asLong())
                : "";
    }

    private static String words(Duration length) {
        if (length.toMinutes() == 0) return length.toSeconds() + " s";
        if (length.toHours() == 0) return length.toMinutes() + " min";
        return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
}
