package org.wabs.postgres;

/// How to reach a running embedded server, on loopback only.
///
/// @param user the owner of everything in it, a superuser
public record ConnectionInfo(int port, String database, String user, String password) {

    /// The owner role of every embedded server.
    static final String OWNER = "wabs";

    /// The address without credentials, such as `jdbc:postgresql://127.0.0.1:54329/wabs`.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    ConnectionInfo toDatabase(String other) {
        return new ConnectionInfo(port, other, user, password);
    }

    @Override
    public String toString() {
        return jdbcUrl() + " as " + user + " with password ***";
    }
}
