package org.wabs.server.platform.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;

/// The database as its owner sees it, for commands that work beside the server or while it is
/// stopped. An embedded PostgreSQL that does not run is started for as long as the work takes.
public final class OwnerDatabase {
    private OwnerDatabase() {}

    /// Whether the embedded PostgreSQL of this data folder runs, or the database is one's own.
    public static boolean isUp(Settings settings, Path data) {
        return settings.optional(Setting.DATABASE_URL).isPresent()
                || EmbeddedPostgres.find(data.resolve("postgres")).isPresent();
    }

    /// @throws StartProblem when there is no database, it does not answer, or it is of another
    ///   version
    public static <T> T with(Settings settings, Path data, Function<PipelineDb, T> work) {
        var url = settings.optional(Setting.DATABASE_URL);
        if (url.isPresent()) return connected(DatabaseAddress.parse(url.get()), work);
        var home = data.resolve("postgres");
        if (!Files.exists(home))
            throw new StartProblem(
                    "There is no database in " + data + ": say which data folder by WABS_DATA.");
        var running = EmbeddedPostgres.find(home);
        if (running.isPresent()) return connected(DatabaseAddress.of(running.get()), work);
        try (var postgres = Database.embedded(settings, data)) {
            return connected(DatabaseAddress.of(postgres.connection()), work);
        }
    }

    private static <T> T connected(DatabaseAddress address, Function<PipelineDb, T> work) {
        try (var connection =
                DriverManager.getConnection(address.url(), address.owner(), address.password())) {
            var source = new SingleConnectionDataSource(connection, true);
            return work.apply(
                    new PipelineDb(
                            JdbcClient.create(source),
                            new TransactionTemplate(new JdbcTransactionManager(source)),
                            source,
                            new Changes()));
        } catch (BadSqlGrammarException e) {
            throw new StartProblem(
                    "The database is not of this version: start the server once, which brings it up to date.",
                    e);
        } catch (SQLException e) {
            throw new StartProblem(
                    "PostgreSQL at " + address + " cannot be used: " + e.getMessage(), e);
        }
    }
}
