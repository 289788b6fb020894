package org.wabs.server.dispatch;

/// The interval between messages of one number. Slows to half the rate when Meta says that the
/// throughput was reached, and returns to the full rate within about twenty claims.
final class Pace {
    private static final double SLOWEST = 16;
    private final int base;
    private double factor = 1;

    Pace(int baseMicros) {
        this.base = baseMicros;
    }

    synchronized void slower() {
        factor = Math.min(SLOWEST, factor * 2);
    }

    /// Microseconds for the next claim.
    synchronized int next() {
        int interval = (int) Math.min(Integer.MAX_VALUE, Math.ceil(base * factor));
        factor = Math.max(1, factor * 0.96);
        return interval;
    }

    /// How many messages leave within a quarter of a second: no more are claimed at once, so that a
    /// crash leaves few in doubt.
    synchronized int batch() {
        return (int) Math.clamp(Math.round(250_000 / (base * factor)), 1, 250);
    }
}
