package org.wabs.server.webhook;

import java.time.Duration;
import java.util.Map;
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

    /// Room for one body, to be closed when the body is done with. Of one thread.
    final class Room implements AutoCloseable {
        private final Semaphore app;
        private int bytes;

        private Room(Semaphore app) {
            this.app = app;
        }

        /// @return false when there was no room for so many more in time
        boolean grow(int more) throws InterruptedException {
            if (!app.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS)) return false;
            boolean complete = false;
            try {
                complete = inAll.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                if (!complete) app.release(more);
            }
            if (complete) bytes += more;
            return complete;
        }

        @Override
        public void close() {
            app.release(bytes);
            inAll.release(bytes);
            bytes = 0;
        }
    }

    /// Nothing yet: a body takes its room as it arrives, not as it announces itself, so that
    /// whoever only announces takes none.
    ///
    /// @param app one that exists: what is remembered per app is never forgotten
    Room of(String app) {
        return new Room(apps.computeIfAbsent(app, ignored -> new Semaphore(perApp, true)));
    }
}
