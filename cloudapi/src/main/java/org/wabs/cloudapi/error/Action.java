package org.wabs.cloudapi.error;

/// What the sender does about an error.
public enum Action {
    /// Try again, a few times, ever later.
    RETRY,
    /// This sender waits, then goes on.
    PAUSE_NUMBER,
    /// Not to this person before a date: 24 hours at least.
    WAIT_USER,
    /// This recipient, for good.
    FAIL,
    /// The whole campaign or account stops until a person has acted.
    STOP,
    /// The token is dead: a new login is needed.
    REAUTHENTICATE,
    /// Not an answer to a send: shown where it appears.
    NONE
}
