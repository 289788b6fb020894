package org.wabs.server.platform.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.wabs.postgres.ConnectionInfo;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;

/// Where PostgreSQL is and who owns our database in it.
///
/// @param url JDBC address without credentials
/// @param database name of the database; the roles of the server are named after it
public record DatabaseAddress(String url, String database, String owner, String password) {
    private static final String MUST_READ =
            "must read postgresql://user:password@host:5432/database";

    /// Reads `postgresql://user:password@host:5432/database?sslmode=require`.
    ///
    /// @throws StartProblem when a part is missing
    public static DatabaseAddress parse(String text) {
        try {
            var uri = URI.create(text.replaceFirst("^jdbc:", ""));
            var user = uri.getRawUserInfo();
            var path = uri.getPath();
            if (uri.getScheme() == null
                    || !uri.getScheme().startsWith("postgres")
                    || uri.getHost() == null) throw malformed();
            if (user == null || !user.contains(":") || path == null || path.length() < 2)
                throw malformed();
            var url =
                    "jdbc:postgresql://"
                            + uri.getHost()
                            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                            + path
                            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return new DatabaseAddress(
                    url,
                    path.substring(1),
                    decoded(user.substring(0, user.indexOf(':'))),
                    decoded(user.substring(user.indexOf(':') + 1)));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    static DatabaseAddress of(ConnectionInfo embedded) {
        return new DatabaseAddress(
                embedded.jdbcUrl(), embedded.database(), embedded.user(), embedded.password());
    }

    /// Notes a `DATABASE_URL` that is none.
    public static void check(Settings settings) {
        settings.optional(Setting.DATABASE_URL)
                .ifPresent(text -> {
                    try {
                        parse(text);
                    } catch (StartProblem e) {
                        settings.mistake(Setting.DATABASE_URL, MUST_READ);
                    }
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StartProblem malformed() {
        return new StartProblem(Setting.DATABASE_URL + " " + MUST_READ);
    }

    @Override
    public String toString() {
        return url + " as " + owner;
    }
}
