package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Until when a number waits, as this node knows it. Guarded by itself: the lane's loop and its
/// senders use it.
final class LanePauses {
    private @Nullable Moment until;
    private @Nullable LanePause unwritten;

    synchronized void add(LanePause pause) {
        until = Moment.now().plus(pause.length());
        unwritten = pause;
    }

    /// What the lane's row says: a person may have ended the pause there.
    synchronized void fromDatabase(Duration left) {
        if (unwritten != null) return;
        until = left.isZero() ? null : Moment.now().plus(left);
    }

    /// The pause that still has to be written into the lane's row.
    synchronized Optional<LanePause> takeNew() {
        var fresh = Optional.ofNullable(unwritten);
        unwritten = null;
        return fresh;
    }

    synchronized boolean isPaused() {
        return until != null && !until.hasPassed();
    }
}
