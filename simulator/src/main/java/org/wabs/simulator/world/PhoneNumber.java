package org.wabs.simulator.world;

import java.util.concurrent.TimeUnit;

/// A business phone number.
public final class PhoneNumber {
    /// Messages per second before Meta's upgrade.
    static final int STANDARD_THROUGHPUT = 80;

    static final int UPGRADED_THROUGHPUT = 1_000;

    /// Throughput of a number that its owner also uses in the phone app.
    static final int COEXISTENCE_THROUGHPUT = 20;

    private final String id;
    private final String display;
    private final long digits;
    private final String verifiedName;
    private final int throughput;
    private final Waba waba;
    private volatile String quality;
    private volatile String status = "CONNECTED";

    /// When the last `throughput` messages passed, oldest at `next`. Guarded by itself.
    private final long[] passed;

    private int next;

    PhoneNumber(WorldSpec.PhoneSpec spec, Waba waba) {
        id = spec.id();
        display = spec.displayPhoneNumber();
        digits = Long.parseLong(display.replaceAll("[^0-9]", ""));
        verifiedName = spec.verifiedName();
        throughput = spec.throughput();
        quality = spec.quality() == null ? "GREEN" : spec.quality();
        this.waba = waba;
        passed = new long[throughput];
        long longAgo = System.nanoTime() - TimeUnit.SECONDS.toNanos(2);
        java.util.Arrays.fill(passed, longAgo);
    }

    /// Whether one more message fits into the last second; if so it is counted.
    public boolean admits() {
        long now = System.nanoTime();
        synchronized (passed) {
            if (now - passed[next] < TimeUnit.SECONDS.toNanos(1)) {
                return false;
            }
            count(now);
            return true;
        }
    }

    /// Counts an inbound message: it uses throughput too, but is never refused.
    public void countInbound() {
        synchronized (passed) {
            count(System.nanoTime());
        }
    }

    private void count(long now) {
        passed[next] = now;
        next = (next + 1) % passed.length;
    }

    public String id() {
        return id;
    }

    public String display() {
        return display;
    }

    public long digits() {
        return digits;
    }

    public String verifiedName() {
        return verifiedName;
    }

    public int throughput() {
        return throughput;
    }

    /// `HIGH` after the upgrade; the name of that level is unconfirmed.
    public String throughputLevel() {
        return throughput >= UPGRADED_THROUGHPUT ? "HIGH" : "STANDARD";
    }

    public boolean inPhoneApp() {
        return throughput == COEXISTENCE_THROUGHPUT;
    }

    public Waba waba() {
        return waba;
    }

    public String quality() {
        return quality;
    }

    void setQuality(String quality) {
        this.quality = quality;
    }

    /// `CONNECTED` is the only sending state.
    public String status() {
        return status;
    }

    void setStatus(String status) {
        this.status = status;
    }
}
