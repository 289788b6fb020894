package org.wabs.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.cli.screen.Screen;

/// Against a server that knows one import, of which seven rows were refused.
class RefusedRowsTest {
    private static final int REFUSED = 7;

    @TempDir Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private HttpServer server;
    private int csvStatus = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/contacts/import/7/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var isCsv = exchange.getRequestURI().getPath().endsWith(".csv");
        var body =
                (isCsv ? "phone,import_row\nx,2\n" : page(exchange.getRequestURI().getQuery()))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isCsv ? csvStatus : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// Two pages where more than five rows are wanted.
    private static String page(String query) {
        int first = query.contains("cursor") ? 7 : 2;
        var rows = new StringBuilder();
        for (int row = first; row < Math.min(first + 5, REFUSED + 2); row++)
            rows.append(row == first ? "" : ",")
                    .append("{\"row\":%d,\"detail\":\"This is no number.\"}".formatted(row));
        return "{\"items\":[%s]%s}".formatted(rows, first == 2 ? ",\"next\":\"more\"" : "");
    }

    private RefusedRows rows() {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var screen =
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false, () -> 80);
        return new RefusedRows(new KeyedServer(url, "key"), screen, "7");
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void someAreShownAndAllAreInTheFile() throws IOException {
        var file = folder.resolve("people.csv.refused.csv");

        rows().tell(REFUSED, file);

        assertThat(screen().lines())
                .hasSize(6)
                .startsWith("  Row 2: This is no number.")
                .endsWith("  … and 2 more. Refused rows, with the reason: " + file);
        assertThat(Files.readString(file)).isEqualTo("phone,import_row\nx,2\n");
    }

    @Test
    void whatSomebodyMayBeMendingIsLeftAsItIs() throws IOException {
        var file = Files.writeString(folder.resolve("people.csv.refused.csv"), "half mended");

        rows().tell(0, file);
        rows().tell(REFUSED, file);

        assertThat(Files.readString(file)).isEqualTo("half mended");
        assertThat(Files.readString(folder.resolve("people.csv.refused-2.csv")))
                .isEqualTo("phone,import_row\nx,2\n");
        assertThat(screen()).contains("people.csv.refused-2.csv");
    }

    @Test
    void theSameRowsAreNotWrittenTwice() throws IOException {
        var file = folder.resolve("people.csv.refused.csv");

        rows().tell(REFUSED, file);
        rows().tell(REFUSED, file);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(screen()).endsWith("reason: " + file + System.lineSeparator());
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() {
        csvStatus = 500;

        rows().tell(REFUSED, folder.resolve("people.csv.refused.csv"));

        assertThat(screen()).contains("The refused rows could not be written to ");
    }

    @Test
    void theirNumbersAreReadPageByPage() {
        assertThat(rows().numbers()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }
}
