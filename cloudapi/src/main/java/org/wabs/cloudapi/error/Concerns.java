package org.wabs.cloudapi.error;

/// Whom an error is about. Nobody else pays for it: a dead token does not fail the people in the
/// queue.
public enum Concerns {
    /// This person: not on WhatsApp, opted out, out of Meta's per-person limit.
    RECIPIENT,
    /// The content or parameters of this one message.
    MESSAGE,
    /// The template, so every message made from it.
    TEMPLATE,
    /// The sending phone number.
    NUMBER,
    /// The WhatsApp Business Account, its payment or its login.
    ACCOUNT,
    /// The Meta app and its permissions.
    APP,
    /// Meta is busy or a limit is reached: passes by itself.
    CAPACITY
}
