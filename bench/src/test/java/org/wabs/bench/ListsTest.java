package org.wabs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ListsTest {
    @TempDir private Path folder;

    @Test
    void everyListAnswers() throws Exception {
        var out = new StringWriter();
        var json = folder.resolve("lists.json");
        int exit =
                new CommandLine(new Bench())
                        .setOut(new PrintWriter(out))
                        .execute("lists", "--quick", "--json", json.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("10,000 contacts and 20,000 messages, loaded in")
                .contains("| `/api/conversations?unread=true` |")
                .contains("ms at the median");
        assertThat(Files.readString(json)).contains("\"median\"");
    }
}
