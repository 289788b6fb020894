package org.wabs.simulator.network;

/// What became of a well-formed message.
public sealed interface Acceptance {
    /// It is in the ledger, on disk.
    record Accepted(String wamid, boolean held) implements Acceptance {}

    /// Too many messages from this number to this person.
    record PairLimited() implements Acceptance {}

    /// The portfolio has reached as many people outside windows as it may in 24 h.
    ///
    /// @param code what to answer
    record PortfolioLimited(int code) implements Acceptance {}
}
