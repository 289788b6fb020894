package org.wabs.postgres;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Optional;
import org.wabs.postgres.PostgresStartException.Reason;

/// One start of the server in a home that is ours.
final class Start {

    private static final Logger LOG = System.getLogger(Start.class.getName());

    /// Between our finding a free port and PostgreSQL's taking it, somebody else may.
    private static final int PORTS_TO_TRY = 5;

    private final EmbeddedPostgresConfig config;
    private final Home home;

    Start(EmbeddedPostgresConfig config, Home home) {
        this.config = config;
        this.home = home;
    }

    EmbeddedPostgres run(HomeLock lock) throws IOException {
        var installation = Installation.find(home);
        var settings = ServerSettings.file(config.settings());
        var changed = new Cluster(home, installation).prepare(settings);
        var postmaster = new Postmaster(home, installation);
        var former = changed ? Optional.<PostmasterFile>empty() : adoptable(postmaster);
        var connection = former.isPresent() ? at(former.get().port()) : startNew(postmaster);
        new Databases(connection).createIfAbsent(config.database());
        home.remember(new Home.Remembered(connection.port(), config.database()));
        return EmbeddedPostgres.watched(connection, postmaster, lock);
    }

    /// The server that an earlier process left behind, if it is the one we would start.
    private Optional<PostmasterFile> adoptable(Postmaster postmaster) throws IOException {
        var server = postmaster.settled().filter(PostmasterFile::isReady);
        if (server.isEmpty()) return Optional.empty();
        var found = server.get();
        var ours = postmaster.installation().binaries().program("postgres").toRealPath();
        var same =
                (config.port() == 0 || config.port() == found.port())
                        && found.program().equals(Optional.of(ours))
                        && new Databases(at(found.port()))
                                .dataFolder()
                                .equals(home.data().toString());
        if (!same) return Optional.empty();
        LOG.log(
                Level.INFO,
                "PostgreSQL of an earlier start is taken over pid={0,number,#} port={1,number,#}",
                found.pid(),
                found.port());
        return server;
    }

    private ConnectionInfo startNew(Postmaster postmaster) throws IOException {
        postmaster.stop();
        for (var attempt = 1; ; attempt++) {
            var port = config.port() == 0 ? freePort(attempt) : config.port();
            try {
                postmaster.start(port);
                return at(port);
            } catch (PostgresStartException e) {
                var another = config.port() == 0 && e.reason() == Reason.PORT_IN_USE;
                if (!another || attempt == PORTS_TO_TRY) throw e;
            }
        }
    }

    private ConnectionInfo at(int port) throws IOException {
        return new ConnectionInfo(
                port, config.database(), ConnectionInfo.OWNER, Files.readString(home.password()));
    }

    private int freePort(int attempt) throws IOException {
        var former = home.recall();
        if (attempt == 1 && former.isPresent() && isFree(former.get().port()))
            return former.get().port();
        try (var socket = bind(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var _ = bind(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
