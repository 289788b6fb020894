package org.wabs.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Home folders for tests, and questions to the servers in them.
final class Homes {

    private Homes() {}

    static Path fresh() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "h");
    }

    /// A home that was started once: a copy, since initdb is what takes the time.
    static Path initialised() throws IOException {
        var home = fresh();
        var template = Template.HOME;
        try (var paths = Files.walk(template)) {
            for (var path : paths.toList()) {
                var copy = home.resolve(template.relativize(path).toString());
                if (!path.equals(template))
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return home;
    }

    private static final class Template {
        static final Path HOME = make();

        private static Path make() {
            try {
                var home = fresh();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home)));
                EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home)).close();
                Files.delete(
                        home.resolve("server.properties")); // each copy takes a port of its own
                return home;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(Path home) {
            try {
                Home.deleteTree(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Stops what still runs there, then removes it.
    static void remove(Path home) throws IOException {
        var pid = PostmasterFile.read(home.toAbsolutePath().resolve("data"));
        if (EmbeddedPostgres.find(home).isPresent())
            pid.flatMap(file -> ProcessHandle.of(file.pid()))
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        Home.deleteTree(home);
    }

    static long postmaster(Path home) throws IOException {
        return PostmasterFile.read(home.resolve("data")).orElseThrow().pid();
    }

    /// A dead process that its parent has not waited for does not run.
    static boolean runs(long pid) {
        return new PostmasterFile(pid, 0, "").processRuns();
    }

    static Connection connect(ConnectionInfo info) throws SQLException {
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }

    static void execute(ConnectionInfo info, String sql) throws SQLException {
        try (var connection = connect(info);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(ConnectionInfo info, String sql) throws SQLException {
        try (var connection = connect(info);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
