package org.wabs.server.account;

/// What this node remembers of accounts for seconds.
record AccountCaches(Senders senders, Connections connections, Apps apps) {
    /// Forgets it once the current transaction has committed.
    void dropAfterCommit() {
        senders.dropAfterCommit();
        connections.dropAfterCommit();
        apps.dropAfterCommit();
    }
}
