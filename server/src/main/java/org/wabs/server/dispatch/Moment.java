package org.wabs.server.dispatch;

import java.time.Duration;

/// A moment in both clocks of this machine. The monotonic one does not jump, but stands still while
/// the machine is suspended; the wall clock goes on then, but jumps. A deadline has passed when
/// either says so.
record Moment(long nanos, long wallMillis) {
    static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    Moment plus(Duration length) {
        return new Moment(nanos + length.toNanos(), wallMillis + length.toMillis());
    }

    boolean hasPassed() {
        return System.nanoTime() - nanos > 0 || System.currentTimeMillis() > wallMillis;
    }

    /// By the monotonic clock; negative when it has passed.
    Duration untilThen() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }
}
