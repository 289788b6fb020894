package org.wabs.server.platform.sql;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.wabs.server.platform.config.StartProblem;

/// Brings the schema up to this program's version, and refuses one that a newer program made.
final class Migrations {
    private Migrations() {}

    static void run(DatabaseAddress address, Roles roles) {
        run(address, roles, MigrationVersion.LATEST);
    }

    static void run(DatabaseAddress address, Roles roles, MigrationVersion target) {
        var flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(address.url(), address.owner(), address.password())
                        .locations("classpath:db/migration")
                        .placeholders(
                                Map.of("appRole", roles.app(), "pipelineRole", roles.pipeline()))
                        .ignoreMigrationPatterns("*:future")
                        .target(target)
                        .load();
        refuseNewer(flyway);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartProblem(
                    "The database cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (var migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StartProblem(
                        "The database was made by a newer version of this program (schema "
                                + migration.getVersion()
                                + "); start that version, or restore a backup made before the upgrade.");
            }
        }
    }
}
