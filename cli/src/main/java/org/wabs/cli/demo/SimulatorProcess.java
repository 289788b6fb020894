package org.wabs.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.server.trial.SimulatorChild;

/// The demo's simulator, with problems in the words of the command line.
final class SimulatorProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final SimulatorChild child;

    private SimulatorProcess(SimulatorChild child) {
        this.child = child;
    }

    /// Adopts the one that runs on this folder, or begins to start one. Returns before it answers.
    ///
    /// @param log gets its output
    /// @throws CommandProblem when it cannot be started
    static SimulatorProcess begin(Path folder, Path log, long seed) {
        try {
            return new SimulatorProcess(SimulatorChild.begin(folder, log, seed, 0));
        } catch (IOException e) {
            throw CommandProblem.cannotStart(
                    "The simulator cannot be started: "
                            + (String.valueOf(e.getMessage()).contains("No space left")
                                    ? "the disk that holds " + folder + " is full."
                                    : e.getMessage()));
        }
    }

    URI url() {
        return child.url();
    }

    SimulatorApi api() {
        return new SimulatorApi(url());
    }

    /// @throws CommandProblem with the end of its log when it ended or does not answer
    void awaitReady(StopSignal stop) {
        var deadline = System.nanoTime() + START.toNanos();
        while (!child.answers()) {
            checkAlive();
            if (System.nanoTime() > deadline)
                throw CommandProblem.cannotStart(
                        "The simulator does not answer. " + child.logWords());
            stop.pause(LOOK);
        }
    }

    /// @throws CommandProblem with the end of its log when it ended
    void checkAlive() {
        if (!child.isAlive())
            throw CommandProblem.cannotStart("The simulator ended by itself. " + child.logWords());
    }

    @Override
    public void close() {
        child.close();
    }
}
