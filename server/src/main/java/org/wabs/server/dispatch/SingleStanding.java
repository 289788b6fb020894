package org.wabs.server.dispatch;

import java.util.UUID;

/// A message outside campaigns failed, or is tried once more: told in the transaction that records
/// it.
public record SingleStanding(UUID message, boolean failed) {}
