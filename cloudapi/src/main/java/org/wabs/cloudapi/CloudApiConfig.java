package org.wabs.cloudapi;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/// Where Meta is and how long to wait for it.
///
/// @param baseUrl Meta, or a simulator: https, plain http only on this machine's loopback; no
///   query, no user
/// @param connectTimeout until the connection stands; running out means that nothing was sent
/// @param requestTimeout one whole call; running out after the request left means that nobody knows
/// @param maxInFlight connections kept open between calls
public record CloudApiConfig(
        URI baseUrl,
        GraphVersion version,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxInFlight) {
    public static final URI META = URI.create("https://graph.facebook.com");

    public CloudApiConfig {
        String host = baseUrl.getHost();
        if (host == null
                || baseUrl.getRawUserInfo() != null
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Graph base URL: scheme and host only, like " + META);
        }
        String scheme = baseUrl.getScheme().toLowerCase(Locale.ROOT);
        boolean plainOnLoopback = scheme.equals("http") && isLoopback(host);
        if (!scheme.equals("https") && !plainOnLoopback) {
            throw new IllegalArgumentException(
                    "Graph base URL: https (plain http only for a simulator on 127.0.0.1), or access tokens would travel in the open");
        }
        requirePositive("connect timeout", connectTimeout);
        requirePositive("request timeout", requestTimeout);
        if (maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "requests in flight: at least 1, was " + maxInFlight);
        }
    }

    /// Whether calls stay on this machine, which means a simulator and never Meta.
    public boolean isLoopback() {
        return isLoopback(baseUrl.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}")
                || host.equals("[::1]");
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + ": longer than zero, was " + duration);
        }
    }
}
