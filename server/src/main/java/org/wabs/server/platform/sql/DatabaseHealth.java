package org.wabs.server.platform.sql;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/// Whether the database answers: without it a node is alive, but not ready.
public final class DatabaseHealth implements HealthIndicator {
    private final PipelineDb db;

    public DatabaseHealth(PipelineDb db) {
        this.db = db;
    }

    @Override
    public Health health() {
        try {
            db.sql().sql("SELECT 1").query(Integer.class).single();
            return Health.up().build();
        } catch (DataAccessException e) {
            return Health.down().build();
        }
    }
}
