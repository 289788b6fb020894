package org.wabs.simulator.ledger;

import org.jspecify.annotations.Nullable;

/// One accepted message. Small on purpose: hundreds of thousands stay in memory, their content
/// stays on disk. Its mutable part is guarded by the [Ledger].
public final class Message implements Item {
    private final int seq;
    private final String phoneNumberId;
    private final long to;
    private final Subject subject;
    private final @Nullable String callbackData;
    private final long acceptedAt;

    /// Where its line stands in the journal.
    private final long position;

    private long base;
    private boolean held;
    private Plan plan;
    private byte happened;
    private byte acknowledged;

    Message(
            int seq,
            String phoneNumberId,
            long to,
            Subject subject,
            @Nullable String callbackData,
            long acceptedAt,
            long position,
            boolean held,
            Plan plan) {
        this.seq = seq;
        this.phoneNumberId = phoneNumberId;
        this.to = to;
        this.subject = subject;
        this.callbackData = callbackData;
        this.acceptedAt = acceptedAt;
        this.position = position;
        this.base = acceptedAt;
        this.held = held;
        this.plan = plan;
    }

    /// Its number in the ledger, from 1.
    public int seq() {
        return seq;
    }

    public String phoneNumberId() {
        return phoneNumberId;
    }

    /// The recipient's digits.
    public long to() {
        return to;
    }

    public Subject subject() {
        return subject;
    }

    public @Nullable String callbackData() {
        return callbackData;
    }

    /// Epoch milliseconds.
    public long acceptedAt() {
        return acceptedAt;
    }

    long position() {
        return position;
    }

    /// Whether template pacing holds it back now.
    public boolean held() {
        return held;
    }

    public Plan plan() {
        return plan;
    }

    /// When a planned step happens or happened, epoch milliseconds.
    public long at(Step step) {
        return base + plan.after(step);
    }

    public boolean happened(Step step) {
        return (happened & step.bit()) != 0;
    }

    public boolean acknowledged(Step step) {
        return (acknowledged & step.bit()) != 0;
    }

    /// Whether the customer has it.
    public boolean arrived() {
        return happened(Step.DELIVERED) || happened(Step.READ);
    }

    /// The next step that has not happened; null when nothing more will.
    public @Nullable Step next() {
        if (held) {
            return null;
        }
        Step next = null;
        for (Step step : Step.values()) {
            if (plan.after(step) != Plan.NEVER
                    && !happened(step)
                    && (next == null || plan.after(step) < plan.after(next))) {
                next = step;
            }
        }
        return next;
    }

    void markHappened(Step step) {
        happened |= (byte) step.bit();
    }

    void markAcknowledged(Step step) {
        acknowledged |= (byte) step.bit();
    }

    void release(long now) {
        held = false;
        base = now;
    }

    void drop(long now, int code) {
        release(now);
        plan = Plan.failing(0, code);
    }

    void readAt(long now) {
        plan = plan.readAfter((int) Math.clamp(now - base, 0, Integer.MAX_VALUE));
    }
}
