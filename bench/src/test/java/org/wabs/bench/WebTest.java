package org.wabs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebTest {
    @TempDir private Path folder;

    @Test
    void everyFigureIsMeasured() throws Exception {
        assumeFalse("none".equals(System.getenv("WABS_BROWSER")), "without a browser");
        var out = new StringWriter();
        var json = folder.resolve("web.json");
        int exit =
                new CommandLine(new Bench())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute("web", "--quick", "--json", json.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("| first load on localhost |")
                .contains(" fps |")
                .contains("| in a burst of 10, p95 |");
        assertThat(Files.readString(json)).contains("\"value\"");
    }
}
