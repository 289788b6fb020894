package org.wabs.server.contact;

/// How we know of an opt-in or opt-out.
public enum ConsentSource {
    /// A row of an imported file, or the statement made for the whole file.
    IMPORT,
    /// The person wrote STOP or a word like it.
    STOP_WORD,
    /// The person wrote START or a word like it.
    START_WORD,
    /// The person pressed a button that says so.
    BUTTON,
    /// The person set it in WhatsApp (`user_preferences`).
    META_PREFERENCE,
    /// Meta refused a marketing message: the person stopped marketing from us.
    ERROR_131050,
    /// A user wrote it down.
    MANUAL
}
