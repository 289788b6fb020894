package org.wabs.server.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;

/// What became of one attempt, as far as we are concerned.
sealed interface Outcome {
    Claimed claimed();

    Instant at();

    /// Meta took it.
    record Taken(Claimed claimed, Instant at, Wamid wamid, boolean held) implements Outcome {}

    /// Meta refused it for good, or it could not even be tried.
    ///
    /// @param code Meta's, or one of [org.wabs.server.message.FailureReason]
    record Refused(Claimed claimed, Instant at, int code, @Nullable String detail)
            implements Outcome {}

    /// It surely was not sent, or Meta said so: it goes back into the queue.
    ///
    /// @param after how long it waits there
    /// @param code Meta's, if an answer of theirs is the cause
    /// @param worthNoting whether the timeline tells of it
    /// @param counted whether it counts as a try of this message: not when the cause lies elsewhere
    record PutBack(
            Claimed claimed,
            Instant at,
            Duration after,
            @Nullable Integer code,
            String reason,
            boolean worthNoting,
            boolean counted)
            implements Outcome {}

    /// It may have been sent; nobody knows.
    record InDoubt(Claimed claimed, Instant at, String reason) implements Outcome {}
}
