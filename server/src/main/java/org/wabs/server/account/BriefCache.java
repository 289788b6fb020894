package org.wabs.server.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Remembers answers of the database for seconds, a bounded number of them. All state is guarded by
/// `this`; loading happens outside the lock.
final class BriefCache<K, V> {
    private record Entry<V>(V value, long until) {}

    private final int capacity;
    private final Function<V, Duration> life;
    private final LongSupplier nanoTime;
    private final Map<K, Entry<V>> entries = new HashMap<>();
    private long generation;

    /// @param life how long an answer may be given again
    BriefCache(int capacity, Function<V, Duration> life, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.life = life;
        this.nanoTime = nanoTime;
    }

    V get(K key, Supplier<V> load) {
        long loading;
        synchronized (this) {
            var entry = entries.get(key);
            if (entry != null && entry.until - nanoTime.getAsLong() > 0) return entry.value;
            loading = generation;
        }
        var value = load.get();
        put(key, value, loading);
        return value;
    }

    private synchronized void put(K key, V value, long loading) {
        // dropped while loading: what was read may be from before the change
        if (loading != generation) return;
        if (entries.size() >= capacity) evict();
        entries.put(key, new Entry<>(value, nanoTime.getAsLong() + life.apply(value).toNanos()));
    }

    private void evict() {
        long now = nanoTime.getAsLong();
        entries.values().removeIf(entry -> entry.until - now <= 0);
        if (entries.size() >= capacity) entries.clear();
    }

    /// Forgets everything once the current transaction has committed, or now when there is none.
    void dropAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            drop();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        drop();
                    }
                });
    }

    private synchronized void drop() {
        entries.clear();
        generation++;
    }
}
