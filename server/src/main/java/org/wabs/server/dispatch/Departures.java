package org.wabs.server.dispatch;

/// The door of one number: messages leave it one by one, never nearer to each other than the
/// number's throughput allows. Slots alone do not ensure that: a machine that stood still for a
/// moment finds all slots of that moment passed and would send them at once.
///
/// Threads book a time and then wait for it. Guarded by itself.
final class Departures {
    private long next = Long.MIN_VALUE;

    /// @param now of the monotonic clock
    /// @param spacing nanoseconds between two departures
    /// @return when the caller may leave: now, or later
    synchronized long book(long now, long spacing) {
        long at = next == Long.MIN_VALUE ? now : later(now, next);
        next = at + spacing;
        return at;
    }

    /// How far the last booking lies ahead; zero when the door is free.
    synchronized long backlog(long now) {
        return next == Long.MIN_VALUE ? 0 : Math.max(0, next - now);
    }

    /// The clock's values may overflow: compared by their difference.
    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
