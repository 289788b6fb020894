package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {
    private final BytesInFlight bytes = new BytesInFlight(100, 150, Duration.ofMillis(20));

    @Test
    void oneAppCannotTakeTheRoomOfAnother() throws InterruptedException {
        var first = bytes.reserve("noisy", 100).orElseThrow();

        assertThat(bytes.reserve("noisy", 1)).isEmpty();
        try (var other = bytes.reserve("quiet", 50).orElseThrow()) {
            assertThat(other.bytes()).isEqualTo(50);
            assertThat(bytes.reserve("quiet", 1)).as("the room in all is used up").isEmpty();
        }
        first.close();
        assertThat(bytes.reserve("noisy", 100)).isPresent();
    }

    @Test
    void refusedReservationLeavesNothingTaken() throws InterruptedException {
        try (var all = bytes.reserve("one", 100).orElseThrow()) {
            assertThat(bytes.reserve("two", 60)).isEmpty();
            assertThat(all.bytes()).isEqualTo(100);
        }
        try (var all = bytes.reserve("two", 100).orElseThrow()) {
            assertThat(all.bytes()).isEqualTo(100);
        }
    }

    @Test
    void racingBodiesNeverExceedTheBound() throws InterruptedException {
        var patient = new BytesInFlight(100, 100, Duration.ofSeconds(5));
        var held = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 50; i++) {
            int size = 1 + i % 40;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var room = patient.reserve("app", size).orElseThrow()) {
                                    most.accumulateAndGet(held.addAndGet(room.bytes()), Math::max);
                                    Thread.yield();
                                    held.addAndGet(-room.bytes());
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        for (var thread : threads) thread.join();

        assertThat(held).hasValue(0);
        assertThat(most.get()).isBetween(1, 100);
    }
}
