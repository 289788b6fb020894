package org.wabs.server.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import org.postgresql.PGConnection;
import org.wabs.server.platform.crypto.MasterKey;

/// The two roles that the server works as. Neither owns anything nor bypasses row-level security.
/// Their passwords follow from the master key, so all nodes know them and none is stored.
public final class Roles {
    private final String database;
    private final MasterKey key;

    Roles(String database, MasterKey key) {
        this.database = database;
        this.key = key;
    }

    /// Requests: sees the bound organization only.
    public String app() {
        return database + "_app";
    }

    /// Webhooks, sending, jobs, login: sees all organizations by policy.
    public String pipeline() {
        return database + "_pipeline";
    }

    public String password(String role) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.derive("postgres role " + role));
    }

    /// Makes the roles, or gives existing ones the password of the present key.
    void ensure(Connection owner) throws SQLException {
        for (var role : new String[] {app(), pipeline()}) {
            try (var make = owner.createStatement()) {
                make.execute(
                        """
                        DO $$ BEGIN
                            CREATE ROLE "%s" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
                        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                        END $$\
                        """
                                .formatted(role));
                make.execute(
                        "GRANT CONNECT ON DATABASE \"%s\" TO \"%s\""
                                .formatted(database(owner), role));
            }
            // encodes on our side: the password itself reaches no server log
            owner.unwrap(PGConnection.class)
                    .alterUserPassword(role, password(role).toCharArray(), "scram-sha-256");
        }
    }

    private static String database(Connection owner) throws SQLException {
        return owner.getCatalog();
    }
}
