package org.wabs.server.campaign;

import org.springframework.context.SmartLifecycle;
import org.wabs.server.platform.sql.DatabaseIdentity;

/// Asks at start, before anything can send, whether this is still the same database.
final class RestoreCheck implements SmartLifecycle {
    private final DatabaseIdentity identity;
    private final CampaignGuards guards;
    private volatile boolean running;

    RestoreCheck(DatabaseIdentity identity, CampaignGuards guards) {
        this.identity = identity;
        this.guards = guards;
    }

    @Override
    public void start() {
        identity.check(guards::databaseRestored);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
