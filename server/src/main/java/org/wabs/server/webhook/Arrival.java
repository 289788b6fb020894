package org.wabs.server.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A body whose signature is right, on its way into the log.
record Arrival(String appKey, byte[] body, CompletableFuture<Boolean> committed) {
    Arrival(String appKey, byte[] body) {
        this(appKey, body, new CompletableFuture<>());
    }

    /// @return whether it is committed; false when that is not known in time
    boolean await(int seconds) throws InterruptedException {
        try {
            return committed.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an arrival is committed or refused, never failed", e);
        }
    }
}
