package org.wabs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every scenario with a thousand rows: it works, whatever the times.
class BenchTest {
    @Test
    void everyScenarioIsMeasured() throws Exception {
        var home = Path.of("..").toAbsolutePath().normalize();
        var json = home.resolve("target/bench/quick.json");
        Files.deleteIfExists(json);
        var out = new StringWriter();

        int exit = Bench.commandLine(home).setOut(new PrintWriter(out)).execute("--quick");

        assertThat(exit).as(out.toString()).isZero();
        var scenarios = JsonMapper.shared().readTree(Files.readAllBytes(json)).path("scenarios");
        assertThat(scenarios)
                .extracting(scenario -> scenario.path("name").asString())
                .containsExactlyElementsOf(Bench.commandLine(home).getSubcommands().keySet());
    }
}
