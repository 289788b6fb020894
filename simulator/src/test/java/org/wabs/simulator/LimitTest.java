package org.wabs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitTest {
    @TempDir Path folder;

    /// A clock that a test sets.
    private static final class SettableClock implements InstantSource {
        private final AtomicReference<Instant> now =
                new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        void advance(Duration by) {
            now.updateAndGet(then -> then.plus(by));
        }
    }

    @Test
    void moreThanTheThroughputWithinASecondIsRefused() throws Exception {
        try (var business =
                        new Business(
                                folder,
                                InstantSource.system(),
                                Business.world(1, "TIER_UNLIMITED"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger accepted = new AtomicInteger();
            AtomicInteger throttled = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                String to = "+49151100000" + (10 + i);
                threads.submit(() -> {
                    int code = business.send(Business.orderTo(to)).code();
                    (code == 0 ? accepted : throttled).incrementAndGet();
                    assertThat(code).isIn(0, 130429);
                    return code;
                });
            }
            threads.close();

            assertThat(accepted.get() + throttled.get()).isEqualTo(20);
            assertThat(throttled.get()).isPositive();
            assertThat(business.ledger()).hasSize(accepted.get());
        }
    }

    @Test
    void onePersonGetsABurstAndThenOneMessageInSixSeconds() throws Exception {
        SettableClock clock = new SettableClock();
        try (var business = new Business(folder, clock, Business.world(1_000, "TIER_UNLIMITED"))) {
            for (int i = 0; i < 45; i++) {
                assertThat(business.send(Business.orderTo("+4915112345678")).code()).isZero();
            }
            assertThat(business.send(Business.orderTo("+4915112345678")).code()).isEqualTo(131056);
            assertThat(business.send(Business.orderTo("+4915112345679")).code()).isZero();

            clock.advance(Duration.ofSeconds(6));

            assertThat(business.send(Business.orderTo("+4915112345678")).code()).isZero();
            assertThat(business.send(Business.orderTo("+4915112345678")).code()).isEqualTo(131056);
        }
    }

    @Test
    void thePortfolioReachesOnlySoManyPeopleOutsideWindowsInADay() throws Exception {
        SettableClock clock = new SettableClock();
        try (var business = new Business(folder, clock, Business.world(1_000, "TIER_50"))) {
            for (int i = 0; i < 50; i++) {
                assertThat(business.send(Business.orderTo("+49151100000" + (10 + i))).code())
                        .isZero();
            }
            assertThat(business.send(Business.orderTo("+4915112345678")).code()).isEqualTo(131048);
            assertThat(business.send(Business.orderTo("+4915110000010")).code())
                    .as("somebody reached before")
                    .isZero();
            business.writeAsCustomer("+4915112345678", "Hello");
            assertThat(business.send(Business.orderTo("+4915112345678")).code())
                    .as("inside a window")
                    .isZero();

            business.restart();
            assertThat(business.send(Business.orderTo("+4915112345679")).code())
                    .as("after a restart")
                    .isEqualTo(131048);
            business.admin("PUT", "behaviour", "{\"portfolioLimitCode\":130429}");
            assertThat(business.send(Business.orderTo("+4915112345679")).code()).isEqualTo(130429);

            clock.advance(Duration.ofHours(24));
            assertThat(business.send(Business.orderTo("+4915112345679")).code()).isZero();
        }
    }

    @Test
    void theWindowClosesAfter24Hours() throws Exception {
        SettableClock clock = new SettableClock();
        try (var business = new Business(folder, clock, Business.world(1_000, "TIER_UNLIMITED"))) {
            business.writeAsCustomer("+4915112345678", "Hello");
            clock.advance(Duration.ofHours(24));
            business.send(Business.text("+4915112345678", "Still there?"));
            clock.advance(Duration.ofSeconds(1));
            business.awaitIdle();

            assertThat(business.ledger().getFirst().at("/statuses/0/error").asInt())
                    .isEqualTo(131047);
        }
    }
}
