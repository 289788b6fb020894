package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BriefCacheTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may overflow
    private final AtomicInteger loads = new AtomicInteger();
    private final BriefCache<Integer, String> cache =
            new BriefCache<>(
                    3, value -> Duration.ofNanos(value.equals("miss") ? 10 : 100), now::get);

    @Test
    void answersAgainUntilItsLifeIsOver() {
        load(1, "hit");
        now.addAndGet(99);
        load(1, "hit");
        assertThat(loads).hasValue(1);

        now.addAndGet(1);
        load(1, "hit");
        assertThat(loads).hasValue(2);
    }

    @Test
    void eachValueHasItsOwnLife() {
        load(1, "miss");
        now.addAndGet(10);
        load(1, "miss");

        assertThat(loads).hasValue(2);
    }

    @Test
    void holdsNoMoreThanItsCapacity() {
        for (int key = 0; key < 100; key++) load(key, "hit");
        loads.set(0);

        for (int key = 0; key < 100; key++) load(key, "hit");
        assertThat(loads.get()).isGreaterThanOrEqualTo(97);
    }

    @Test
    void whatWasReadBeforeADropIsNotKept() {
        cache.get(
                1,
                () -> {
                    cache.dropAfterCommit(); // the change commits while the old state is being read
                    return "old";
                });

        assertThat(load(1, "new")).isEqualTo("new");
    }

    private String load(int key, String value) {
        return cache.get(
                key,
                () -> {
                    loads.incrementAndGet();
                    return value;
                });
    }
}
