package org.wabs.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Remembers what was found for five seconds, a bounded number of answers; what was not found is
/// asked again. A change on this node is forgotten at once, those of other nodes are seen after
/// five seconds. Safe for many threads.
final class BriefMemory<K, V> {
    private static final int MOST = 20_000;
    private static final Duration LIFE = Duration.ofSeconds(5);

    private record Entry<V>(V value, long generation) {}

    private final Cache<K, Entry<V>> entries =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFE).build();
    private final AtomicLong generation = new AtomicLong();

    Optional<V> get(K key, Function<K, Optional<V>> load) {
        long present = generation.get();
        var entry = entries.getIfPresent(key);
        if (entry != null && entry.generation == present) return Optional.of(entry.value);
        var value = load.apply(key);
        // of the generation before loading: what changed meanwhile makes it stale
        value.ifPresent(found -> entries.put(key, new Entry<>(found, present)));
        return value;
    }

    /// Forgets everything once the current transaction has ended, or now when there is none.
    void forgetAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            generation.incrementAndGet();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        generation.incrementAndGet();
                    }
                });
    }
}
