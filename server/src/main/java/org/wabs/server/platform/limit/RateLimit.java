package org.wabs.server.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// So many requests a minute for each one who asks, in a bucket that fills evenly. Counted by each
/// node for itself, for a bounded number of callers. Told in the header fields of the IETF's draft
/// "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers-10, read 2026-11).
public final class RateLimit {
    private static final int MOST = 20_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String name;
    private final int perMinute;
    private final TimeMeter clock;

    /// Who has not asked for longer than the window has a full bucket, and needs none.
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterAccess(WINDOW.multipliedBy(2))
                    .build();

    /// @param retryAfter how long to wait; null when the request is allowed
    /// @param policy for the header `RateLimit-Policy`
    /// @param state for the header `RateLimit`
    public record Answer(@Nullable Duration retryAfter, String policy, String state) {}

    /// @param name of the policy in the headers
    public RateLimit(String name, int perMinute) {
        this(name, perMinute, TimeMeter.SYSTEM_MILLISECONDS);
    }

    RateLimit(String name, int perMinute, TimeMeter clock) {
        this.name = name;
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Counts a request.
    public Answer ask(String caller) {
        var probe = buckets.get(caller, key -> bucket()).tryConsumeAndReturnRemaining(1);
        return new Answer(
                probe.isConsumed()
                        ? null
                        : Duration.ofSeconds(seconds(probe.getNanosToWaitForRefill())),
                "\"%s\";q=%d;w=%d".formatted(name, perMinute, WINDOW.toSeconds()),
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                name,
                                probe.getRemainingTokens(),
                                seconds(probe.getNanosToWaitForReset())));
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, 1_000_000_000L));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .withCustomTimePrecision(clock)
                .build();
    }
}
