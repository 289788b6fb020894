package org.wabs.server.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the memory that bodies take until they are committed: per app, so that the noise of one
/// cannot shut out the others, and in all.
final class BytesInFlight {
    private final int perApp;
    private final Duration patience;
    private final Semaphore inAll;
    private final Map<String, Semaphore> apps = new ConcurrentHashMap<>();

    /// @param patience how long a body waits for room
    BytesInFlight(int perApp, int inAll, Duration patience) {
        this.perApp = perApp;
        this.patience = patience;
        // fair: a large body gets its turn among small ones
        this.inAll = new Semaphore(inAll, true);
    }

    /// Room for one body, to be closed when the body is done with.
    record Room(Semaphore app, Semaphore inAll, int bytes) implements AutoCloseable {
        @Override
        public void close() {
            app.release(bytes);
            inAll.release(bytes);
        }
    }

    /// @param app one that exists: what is remembered per app is never forgotten
    /// @return empty when there was no room in time
    Optional<Room> reserve(String app, int bytes) throws InterruptedException {
        var ofApp = apps.computeIfAbsent(app, ignored -> new Semaphore(perApp, true));
        int taken = Math.max(1, bytes);
        if (!ofApp.tryAcquire(taken, patience.toMillis(), TimeUnit.MILLISECONDS))
            return Optional.empty();
        boolean complete = false;
        try {
            complete = inAll.tryAcquire(taken, patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!complete) ofApp.release(taken);
        }
        return complete ? Optional.of(new Room(ofApp, inAll, taken)) : Optional.empty();
    }
}
