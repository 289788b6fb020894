package org.wabs.cloudapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.error.MetaError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Meta tells beside its answers: how much of the hourly allowance of management calls is used
/// up, and which version served. By the latest answers, of at most [#MOST] accounts and tokens;
/// what is older than an hour no longer counts, since the allowance rolls on. Safe for many
/// threads.
///
/// @see <a href="https://developers.facebook.com/docs/graph-api/overview/rate-limiting">Meta, Rate
///   limits</a>, read 2026-10
public final class MetaUsage {
    static final int MOST = 10_000;
    private static final Duration ROLLING = Duration.ofHours(1);

    /// Where Meta refuses for being asked too often and does not say until when.
    private static final Duration REST = Duration.ofMinutes(5);

    private static final int APP_LIMIT = 4;
    private static final int ACCOUNT_LIMIT = 80007;
    private static final int FULL = 100;
    private static final int NEARLY_FULL = 95;
    private static final int BUSY = 80;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param percent of the allowance: the highest of calls, CPU time and time
    /// @param regainAt when calls are possible again; null while they are
    public record Told(int percent, @Nullable Instant regainAt, Instant at) {}

    private final Clock clock;
    private final Map<String, Told> accounts = new Latest<>();
    private final Map<AccessToken, Told> apps = new Latest<>();
    private volatile @Nullable String served;

    MetaUsage(Clock clock) {
        this.clock = clock;
    }

    /// Of the app that a token belongs to, by the header `X-App-Usage`.
    public Optional<Told> ofApp(AccessToken token) {
        synchronized (apps) {
            return Optional.ofNullable(apps.get(token)).filter(this::isFresh);
        }
    }

    /// Of an account, by the header `X-Business-Use-Case-Usage`.
    public Optional<Told> ofAccount(WabaId waba) {
        synchronized (accounts) {
            return Optional.ofNullable(accounts.get(waba.value())).filter(this::isFresh);
        }
    }

    private boolean isFresh(Told told) {
        var now = clock.instant();
        var regainAt = told.regainAt;
        return regainAt != null && regainAt.isAfter(now) || told.at.plus(ROLLING).isAfter(now);
    }

    /// Until when management calls for this account would be refused or use up the last of the
    /// allowance; empty when they may be made.
    public Optional<Instant> restUntil(WabaId waba, AccessToken token) {
        var now = clock.instant();
        return Stream.of(ofAccount(waba), ofApp(token))
                .flatMap(Optional::stream)
                .map(Told::regainAt)
                .flatMap(Stream::ofNullable)
                .filter(at -> at.isAfter(now))
                .max(Instant::compareTo);
    }

    /// The version by which Meta served lately, such as `v25.0`.
    public Optional<String> servedVersion() {
        return Optional.ofNullable(served);
    }

    /// How long the next management call waits, so that the allowance lasts.
    Duration pause(Request request) {
        int percent =
                Stream.of(
                                ofApp(tokenOf(request)),
                                Optional.ofNullable(account(node(request))).filter(this::isFresh))
                        .flatMap(Optional::stream)
                        .mapToInt(Told::percent)
                        .max()
                        .orElse(0);
        if (percent >= NEARLY_FULL) return Duration.ofSeconds(2);
        return percent >= BUSY ? Duration.ofMillis(500) : Duration.ZERO;
    }

    private @Nullable Told account(String id) {
        synchronized (accounts) {
            return accounts.get(id);
        }
    }

    void heard(Response response) {
        var version = response.header("facebook-api-version");
        if (version != null && version.matches("v[0-9]{1,3}\\.[0-9]{1,2}")) served = version;
        var app = json(response.header("x-app-usage"));
        if (app != null) {
            synchronized (apps) {
                apps.put(tokenOf(response.request()), told(app));
            }
        }
        var business = json(response.header("x-business-use-case-usage"));
        if (business == null) return;
        synchronized (accounts) {
            business.properties()
                    .forEach(one ->
                            one.getValue()
                                    .valueStream()
                                    .map(this::told)
                                    .reduce(MetaUsage::worse)
                                    .ifPresent(told -> accounts.put(one.getKey(), told)));
        }
    }

    /// Meta refused because it is asked too often.
    void refused(Request request, MetaError error) {
        var now = clock.instant();
        var told = new Told(FULL, now.plus(REST), now);
        switch (error.code()) {
            case ACCOUNT_LIMIT -> {
                synchronized (accounts) {
                    accounts.merge(node(request), told, MetaUsage::worse);
                }
            }
            case APP_LIMIT -> {
                synchronized (apps) {
                    apps.merge(tokenOf(request), told, MetaUsage::worse);
                }
            }
            default -> {} // not about how often
        }
    }

    /// Meta's own time of regaining wins over a guess.
    private static Told worse(Told former, Told latter) {
        var regainAt = former.regainAt == null ? latter.regainAt : former.regainAt;
        return new Told(Math.max(former.percent, latter.percent), regainAt, latter.at);
    }

    private Told told(JsonNode node) {
        int percent =
                Stream.of("call_count", "total_cputime", "total_time")
                        .mapToInt(name -> node.path(name).asInt(0))
                        .max()
                        .orElse(0);
        int minutes = node.path("estimated_time_to_regain_access").asInt(0);
        var now = clock.instant();
        return new Told(percent, minutes > 0 ? now.plus(Duration.ofMinutes(minutes)) : null, now);
    }

    private static @Nullable JsonNode json(@Nullable String header) {
        if (header == null) return null;
        try {
            var json = JSON.readTree(header);
            return json.isObject() ? json : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static AccessToken tokenOf(Request request) {
        var header = request.header("Authorization");
        return new AccessToken(header == null ? "-" : header.substring("Bearer ".length()));
    }

    /// What is asked of: `/v25.0/{node}/…`.
    private static String node(Request request) {
        var segments = request.url().pathSegments();
        return segments.size() > 1 ? segments.get(1) : "";
    }

    private static final class Latest<K> extends LinkedHashMap<K, Told> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Told> eldest) {
            return size() > MOST;
        }
    }
}
