package org.wabs.server.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimit limit =
            new RateLimit(
                    "user",
                    60,
                    new TimeMeter() {
                        @Override
                        public long currentTimeNanos() {
                            return nanos.get();
                        }

                        @Override
                        public boolean isWallClockBased() {
                            return false;
                        }
                    });

    @Test
    void whatIsLeftIsToldAndTheNextSecondGivesOneMore() {
        var first = limit.ask("ana");
        assertThat(first.retryAfter()).isNull();
        assertThat(first.policy()).isEqualTo("\"user\";q=60;w=60");
        assertThat(first.state()).isEqualTo("\"user\";r=59;t=1");

        for (int n = 1; n < 60; n++) assertThat(limit.ask("ana").retryAfter()).isNull();
        var refused = limit.ask("ana");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.state()).isEqualTo("\"user\";r=0;t=60");

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(limit.ask("ana").retryAfter()).isNull();
        assertThat(limit.ask("ana").retryAfter()).isNotNull();
    }

    @Test
    void callersDoNotCountForEachOther() {
        for (int n = 0; n < 60; n++) limit.ask("ana");

        assertThat(limit.ask("ana").retryAfter()).isNotNull();
        assertThat(limit.ask("ben").retryAfter()).isNull();
    }
}
