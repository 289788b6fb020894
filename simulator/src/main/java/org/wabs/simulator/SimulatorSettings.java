package org.wabs.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

/// How to start a simulator.
///
/// @param data its folder; made when it is missing
/// @param port 0 for a free one; always on 127.0.0.1
/// @param seed the same seed gives the same customers and the same faults
public record SimulatorSettings(Path data, int port, long seed, InstantSource clock) {

    /// A free port, seed 1, the machine's clock.
    public static SimulatorSettings in(Path data) {
        return new SimulatorSettings(data, 0, 1, Clock.systemUTC());
    }

    public SimulatorSettings withPort(int other) {
        return new SimulatorSettings(data, other, seed, clock);
    }

    public SimulatorSettings withSeed(long other) {
        return new SimulatorSettings(data, port, other, clock);
    }

    public SimulatorSettings withClock(InstantSource other) {
        return new SimulatorSettings(data, port, seed, other);
    }
}
