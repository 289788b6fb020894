package org.wabs.cloudapi;

import java.time.Duration;
import org.wabs.cloudapi.error.MetaError;

/// What became of one send. Throttling and rejection are ordinary answers: values, not exceptions.
public sealed interface SendResult {
    /// Meta took it.
    record Accepted(Wamid wamid) implements SendResult {}

    /// Meta took it and holds it for template pacing: it will be sent, or fail with 132015. Never
    /// resent.
    record Held(Wamid wamid) implements SendResult {}

    /// Nothing was sent; worth trying after `retryAfter`.
    record Throttled(Limit limit, Duration retryAfter) implements SendResult {}

    /// Surely nothing left: no connection, TLS failed, or its time slot had passed.
    record NotSent(String reason) implements SendResult {}

    /// Meta refused it; the error table says whom the code concerns: recipient, template, number or
    /// account.
    record Rejected(MetaError error) implements SendResult {}

    /// The request left and no answer of Graph's own came: it may have been sent. Never resent
    /// blindly; the webhook decides.
    record Unknown(String reason) implements SendResult {}
}
