package org.wabs.cli.send;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.wabs.cli.screen.Screen;
import tools.jackson.databind.JsonNode;

/// The rows of a file that its import did not take: some on the screen, all of them, as they were
/// and with the reason, in a file that can be mended and sent.
final class RefusedRows {
    private static final int SHOWN = 5;
    private static final String ENDING = ".csv";

    private final KeyedServer server;
    private final Screen screen;
    private final String path;

    /// @param job of the import
    RefusedRows(KeyedServer server, Screen screen, String job) {
        this.server = server;
        this.screen = screen;
        this.path = "/api/contacts/import/" + job + "/refusals";
    }

    /// @param all how many there are
    /// @param wanted where they go; what lies there already may be half mended and stays
    void tell(long all, Path wanted) {
        if (all == 0) return;
        var file = free(wanted);
        for (var row : page(SHOWN, "").path("items"))
            screen.line(
                    "  Row %,d: %s"
                            .formatted(row.path("row").asLong(0), row.path("detail").asString("")));
        var written = server.download(path + ".csv", file);
        if (written && isTheSame(file, wanted)) file = wanted;
        screen.line(
                (all > SHOWN ? "  … and %,d more. ".formatted(all - SHOWN) : "  ")
                        + (written
                                ? "Refused rows, with the reason: " + file
                                : "The refused rows could not be written to " + file + "."));
    }

    /// As a spreadsheet counts.
    Set<Long> numbers() {
        var rows = new HashSet<Long>();
        var cursor = "";
        do {
            var page = page(200, cursor);
            for (var row : page.path("items")) rows.add(row.path("row").asLong(0));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return rows;
    }

    private JsonNode page(int limit, String cursor) {
        var from =
                cursor.isEmpty()
                        ? ""
                        : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return server.get("reading the refused rows", path + "?limit=" + limit + from);
    }

    /// `people.csv.refused.csv`, `people.csv.refused-2.csv` and so on.
    private static Path free(Path wanted) {
        var file = wanted;
        var name = wanted.getFileName().toString();
        var stem = name.substring(0, name.length() - ENDING.length());
        for (int n = 2; Files.exists(file); n++)
            file = wanted.resolveSibling(stem + "-" + n + ENDING);
        return file;
    }

    /// What an earlier run wrote is not there twice: the later one goes away.
    private static boolean isTheSame(Path written, Path former) {
        try {
            if (written.equals(former) || Files.mismatch(written, former) >= 0) return false;
            Files.delete(written);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
