package org.wabs.server.dispatch;

/// Meta reported attempts that this database does not know to have been made: an older state of it
/// was restored, and what an organization has queued here may have been sent already (engine.md,
/// B8). Published in the transaction of the reports, which count.
public record SentBeyondRecord() {}
