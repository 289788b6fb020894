package org.wabs.simulator.ledger;

import java.util.Arrays;

/// One number's thread with one customer. Guarded by the [Ledger].
final class Conversation {
    /// One message per 6 s, with a burst of 45 borrowed from the future.
    private static final long PAIR_INTERVAL_MS = 6_000;

    private static final int PAIR_BURST = 45;
    private static final long WINDOW_MS = 24L * 60 * 60 * 1_000;

    private long lastInboundAt = Long.MIN_VALUE / 2;

    /// When the pair would be back at rest if nothing more were sent.
    private long pairRestsAt;

    /// Sequence numbers, oldest first; negative ones are inbound.
    private int[] items = new int[1];

    private int size;

    boolean windowOpen(long now) {
        return now - lastInboundAt < WINDOW_MS;
    }

    boolean pairAdmits(long now) {
        return pairRestsAt - now <= (PAIR_BURST - 1) * PAIR_INTERVAL_MS;
    }

    void sent(int seq, long now) {
        pairRestsAt = Math.max(pairRestsAt, now) + PAIR_INTERVAL_MS;
        add(seq);
    }

    void received(int seq, long at) {
        lastInboundAt = Math.max(lastInboundAt, at);
        add(-seq);
    }

    int[] items() {
        return Arrays.copyOf(items, size);
    }

    private void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size + 1 + size / 2);
        }
        items[size++] = item;
    }
}
