package org.wabs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebhooksTest {
    @TempDir private Path folder;

    @Test
    void whatWasAnsweredIsKnownInTheEnd() throws Exception {
        var out = new StringWriter();
        var json = folder.resolve("webhooks.json");
        int exit =
                new CommandLine(new Bench())
                        .setOut(new PrintWriter(out))
                        .execute("webhooks", "--quick", "--json", json.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("| answered |")
                .contains("| written to their messages |")
                .contains("| at 1,000 a second, p99 |");
        assertThat(Files.readString(json)).contains("answered by the limit program");
    }
}
