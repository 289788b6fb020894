package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.TestServer;

class ExampleContactsTest {
    /// What the demo and the guides say of it.
    @Test
    void theShippedFileImportsAsItsGuideSays() throws IOException {
        try (var server = TestServer.start()) {
            var file = Files.readAllBytes(Path.of("../docs/examples/contacts.csv"));

            var report = new Imports(server.owner()).run(file, Map.of());

            assertThat(report.get("counts").toString())
                    .isEqualTo(
                            "{\"read\":1000,\"added\":975,\"updated\":0,\"unchanged\":0,\"refused\":25,\"optedOut\":25}");
            assertThat(report.get("reasons").toString())
                    .isEqualTo(
                            "{\"INVALID_NUMBER\":14,\"DUPLICATE_IN_FILE\":10,\"MISSING_NUMBER\":1}");
            assertThat(
                            server.sql()
                                    .sql(
                                            "SELECT count(*) FROM contact WHERE phone ~ '^\\+1[0-9]{3}55501[0-9]{2}$' AND opted_in_at IS NOT NULL")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(940);
        }
    }
}
