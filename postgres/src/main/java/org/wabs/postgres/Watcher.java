package org.wabs.postgres;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Restarts a server that died without our asking, on the same port, for as long as it takes.
final class Watcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Watcher.class.getName());
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Postmaster postmaster;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Watcher(Postmaster postmaster, int port) {
        this.postmaster = postmaster;
        this.port = port;
        this.thread = Thread.ofPlatform().daemon().name("postgres-watcher").unstarted(this::run);
    }

    static Watcher start(Postmaster postmaster, int port) {
        var watcher = new Watcher(postmaster, port);
        watcher.thread.start();
        return watcher;
    }

    private void run() {
        var pause = PERIOD;
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS))
                pause = isUp() ? PERIOD : longer(pause);
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "PostgreSQL is no longer watched: interrupted");
        }
    }

    private boolean isUp() {
        try {
            if (postmaster.running().isPresent()) return true;
            LOG.log(Level.WARNING, "PostgreSQL died and is started again port={0,number,#}", port);
            postmaster.start(port);
            LOG.log(Level.INFO, "PostgreSQL is back port={0,number,#}", port);
            return true;
        } catch (IOException | PostgresStartException e) {
            LOG.log(Level.ERROR, "PostgreSQL did not come back: {0}", e.getMessage());
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /// Waits for a restart that is under way.
    @Override
    public void close() {
        closing.countDown();
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the server must be stopped all the same
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
