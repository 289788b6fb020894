package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {
    private final BytesInFlight bytes = new BytesInFlight(100, 150, Duration.ofMillis(20));

    @Test
    void oneAppCannotTakeTheRoomOfAnother() throws InterruptedException {
        try (var quiet = bytes.of("quiet")) {
            try (var noisy = bytes.of("noisy")) {
                assertThat(noisy.grow(100)).isTrue();
                assertThat(bytes.of("noisy").grow(1)).isFalse();
                assertThat(quiet.grow(50)).isTrue();
                assertThat(quiet.grow(1)).as("the room in all is used up").isFalse();
            }
            assertThat(quiet.grow(1)).isTrue();
        }
    }

    @Test
    void refusedGrowthLeavesNothingTaken() throws InterruptedException {
        try (var one = bytes.of("one")) {
            assertThat(one.grow(100)).isTrue();
            assertThat(bytes.of("two").grow(60)).isFalse();
        }
        try (var two = bytes.of("two")) {
            assertThat(two.grow(100)).isTrue();
        }
    }

    @Test
    void racingBodiesNeverExceedTheBound() throws InterruptedException {
        var patient = new BytesInFlight(100, 100, Duration.ofSeconds(30));
        var held = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 50; i++) {
            int size = 1 + i % 40;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var room = patient.of("app")) {
                                    if (!room.grow(size)) return;
                                    most.accumulateAndGet(held.addAndGet(size), Math::max);
                                    Thread.yield();
                                    held.addAndGet(-size);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        for (var thread : threads) thread.join();

        assertThat(held).hasValue(0);
        assertThat(most.get()).isBetween(1, 100);
    }

    @Test
    void bodyTakesItsRoomAsItArrivesAndGivesItBack() throws IOException, InterruptedException {
        var roomy = new BytesInFlight(32 << 10, 32 << 10, Duration.ofMillis(20));
        try (var room = roomy.of("app")) {
            var body = BodyReader.read(new ByteArrayInputStream(new byte[20_000]), -1, room);
            assertThat(body)
                    .isInstanceOfSatisfying(
                            BodyReader.Whole.class,
                            whole -> assertThat(whole.bytes()).hasSize(20_000));
            assertThat(roomy.of("app").grow(1)).isFalse();
        }
        try (var room = roomy.of("app")) {
            var body = BodyReader.read(new ByteArrayInputStream(new byte[40_000]), 40_000, room);
            assertThat(body).isInstanceOf(BodyReader.NoRoom.class);
        }
        try (var room = roomy.of("app")) {
            assertThat(room.grow(32 << 10)).isTrue();
        }
    }
}
