package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.http.JsonHttp;
import org.wabs.simulator.SimulatorServer;
import org.wabs.simulator.SimulatorSettings;

class SimulatorProcessTest {

    @TempDir Path temp;

    private final StopSignal stop = new StopSignal();

    @Test
    void oneThatStillRunsIsAdoptedAndStoppedByTheDemoThatAdoptedIt() {
        var first = begin();
        first.awaitReady(stop);
        assertThat(first.api().hasWorld()).isFalse();
        first.api().createWorld(DemoWorld.world());

        try (var second = begin()) {
            second.awaitReady(stop);
            assertThat(second.url()).isEqualTo(first.url());
            assertThat(second.api().hasWorld()).isTrue();
            assertThat(second.api().hasFaults()).isFalse();
            second.api().setFaults(JsonHttp.JSON.readTree("{\"loseAnswerShare\":0.1}"));
            assertThat(second.api().hasFaults()).isTrue();
            assertThat(second.api().idle().idle()).isTrue();
            assertThat(second.api().ledger()).isEmpty();
        }
        assertThat(first.api().pid()).isEmpty();
        assertThatThrownBy(first::checkAlive).isInstanceOf(CommandProblem.class);
    }

    @Test
    void theEndOfItsLogIsShownWhenItCannotStart() throws IOException {
        var folder = temp.resolve("simulator");
        try (var other = SimulatorServer.start(SimulatorSettings.in(folder))) {
            Files.delete(folder.resolve("simulator.json")); // so that it is not adopted
            Files.createDirectories(temp.resolve("logs"));
            Files.writeString(temp.resolve("logs/simulator.log"), "from long ago\n");

            assertThatThrownBy(() -> begin().awaitReady(stop))
                    .isInstanceOf(CommandProblem.class)
                    .hasMessageContaining("is used by another simulator")
                    .hasMessageNotContaining("from long ago");
            assertThat(other.url()).isNotNull();
        }
    }

    private SimulatorProcess begin() {
        return SimulatorProcess.begin(
                temp.resolve("simulator"), temp.resolve("logs/simulator.log"), 1);
    }
}
