package org.wabs.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A real PostgreSQL server of our own, on loopback, in a home folder that one process uses at a
/// time.
///
/// A server that a killed process left running is taken over by the next start. A server that dies
/// while we run is started again on the same port; connections must then be opened anew, and what
/// was committed is there.
public final class EmbeddedPostgres implements AutoCloseable {

    private final ConnectionInfo connection;
    private final Postmaster postmaster;
    private final Watcher watcher;
    private final HomeLock lock;
    private boolean closed; // guarded by this

    private EmbeddedPostgres(
            ConnectionInfo connection, Postmaster postmaster, Watcher watcher, HomeLock lock) {
        this.connection = connection;
        this.postmaster = postmaster;
        this.watcher = watcher;
        this.lock = lock;
    }

    /// Takes about 3 s for the first server of a user, 1 s for a new home, a quarter of a second
    /// for a known one; longer when PostgreSQL has to recover from a crash.
    ///
    /// @throws PostgresStartException with the reason, and one sentence for a person
    public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        var home = new Home(config.home().toAbsolutePath());
        try {
            home = Home.prepare(config.home());
            var lock = HomeLock.take(home);
            try {
                return new Start(config, home).run(lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw StartFailure.of(e, home);
        }
    }

    /// The server that runs in that home now, whichever process of this machine started it; empty
    /// when there is none, or it is not ready, or its password is not ours to read.
    public static Optional<ConnectionInfo> find(Path folder) {
        try {
            var home = new Home(folder.toRealPath());
            var server = PostmasterFile.read(home.data());
            var remembered = home.recall();
            if (remembered.isEmpty()
                    || server.filter(PostmasterFile::isReady)
                            .filter(file -> file.serves(home.data()))
                            .isEmpty()) return Optional.empty();
            return Optional.of(
                    new ConnectionInfo(
                            server.get().port(),
                            remembered.get().database(),
                            ConnectionInfo.OWNER,
                            Files.readString(home.password())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static EmbeddedPostgres watched(
            ConnectionInfo connection, Postmaster postmaster, HomeLock lock) {
        var watcher = Watcher.start(postmaster, connection.port());
        return new EmbeddedPostgres(connection, postmaster, watcher, lock);
    }

    public ConnectionInfo connection() {
        return connection;
    }

    public String jdbcUrl() {
        return connection.jdbcUrl();
    }

    /// The owner, a superuser.
    public String user() {
        return connection.user();
    }

    public String password() {
        return connection.password();
    }

    public int port() {
        return connection.port();
    }

    /// Ends open connections and stops the server, also one that was taken over. Once is enough;
    /// more does nothing.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        watcher.close();
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw StartFailure.of(e, postmaster.home());
        }
    }
}
