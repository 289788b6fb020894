package org.wabs.simulator.ledger;

/// One line of a thread.
public sealed interface Item permits Message, Inbound {}
