package org.wabs.server.platform.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/// The database's time, which all nodes share: this machine's clock and its distance from the
/// database's, measured once a minute. What nodes must agree on (whose job it is, whether another
/// node is alive) is judged by it.
public final class DatabaseClock implements InstantSource {
    private static final Duration MEASURE = Duration.ofMinutes(1);

    private record Measured(Duration ahead, long nanos) {}

    private final PipelineDb db;
    private final InstantSource machine;
    private volatile Measured measured;

    /// @param machine this machine's clock
    public DatabaseClock(PipelineDb db, InstantSource machine) {
        this.db = db;
        this.machine = machine;
        this.measured = measure();
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - measured.nanos > MEASURE.toNanos()) measureAgain();
        return machine.instant().plus(measured.ahead);
    }

    private void measureAgain() {
        try {
            measured = measure();
        } catch (RuntimeException e) {
            if (!TransientFailure.is(e)) throw e;
            measured = new Measured(measured.ahead, System.nanoTime()); // what was known holds on
        }
    }

    private Measured measure() {
        var asked = machine.instant();
        var theirs =
                db.sql()
                        .sql("SELECT clock_timestamp()")
                        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .single();
        var middle = asked.plus(Duration.between(asked, machine.instant()).dividedBy(2));
        return new Measured(Duration.between(middle, theirs), System.nanoTime());
    }
}
