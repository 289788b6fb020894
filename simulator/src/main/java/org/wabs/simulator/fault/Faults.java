package org.wabs.simulator.fault;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SplittableRandom;

/// Decides which send meets which fault. Seeded: the same sends in the same order meet the same
/// faults.
public final class Faults {
    private final long seed;
    private volatile FaultSettings settings = FaultSettings.NONE;

    /// Guarded by `this`.
    private SplittableRandom random;

    /// Guarded by `this`. Faults still owed to the very next sends; empty ones are `none`.
    private final ArrayDeque<Optional<Fault>> next = new ArrayDeque<>();

    /// What one send meets.
    ///
    /// @param latencyMs before the answer
    public record Encounter(Optional<Fault> fault, int latencyMs) {}

    public Faults(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
    }

    public FaultSettings settings() {
        return settings;
    }

    /// Changes the settings; the draws begin anew, so that a run can be repeated.
    public synchronized void set(FaultSettings changed) {
        settings = changed;
        random = new SplittableRandom(seed);
        next.clear();
        for (var one : changed.next()) {
            Optional<Fault> fault =
                    one.fault().equals("none")
                            ? Optional.empty()
                            : Optional.of(Fault.of(one.fault()));
            for (int i = 0; i < one.count(); i++) {
                next.add(fault);
            }
        }
    }

    /// The fault of the next send.
    public synchronized Encounter encounter() {
        FaultSettings now = settings;
        if (now == FaultSettings.NONE) {
            return new Encounter(Optional.empty(), 0);
        }
        int latency = now.latencyMs()[0];
        if (now.latencyMs()[1] > latency) {
            latency += random.nextInt(now.latencyMs()[1] - latency + 1);
        }
        Optional<Fault> owed = next.poll();
        return new Encounter(owed != null ? owed : draw(now), latency);
    }

    private Optional<Fault> draw(FaultSettings now) {
        double draw = random.nextDouble();
        for (Fault fault : Fault.values()) {
            draw -= now.share(fault);
            if (draw < 0) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
