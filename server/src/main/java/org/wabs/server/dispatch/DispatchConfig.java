package org.wabs.server.dispatch;

import java.time.Duration;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;

/// How this node sends.
///
/// @param share of a number's throughput that sending takes, 0.01 to 1; Meta counts inbound
///   messages too
/// @param inFlight requests under way at once per number
/// @param lease how long a number is owned without a renewal
/// @param settleTime how long silence must last before the rule for doubt may apply
record DispatchConfig(double share, int inFlight, Duration lease, Duration settleTime) {
    static DispatchConfig from(Settings settings) {
        return new DispatchConfig(
                settings.share(Setting.WABS_SEND_SHARE),
                settings.number(Setting.WABS_SEND_IN_FLIGHT),
                settings.duration(Setting.WABS_LANE_LEASE),
                settings.duration(Setting.WABS_SETTLE_TIME));
    }

    /// Microseconds between two messages of a number.
    int intervalMicros(int messagesPerSecond) {
        return (int) Math.max(1, Math.ceil(1_000_000 / (messagesPerSecond * share)));
    }

    /// Nanoseconds by which two messages of a number must be apart: its full throughput, whatever
    /// the share.
    static long spacingNanos(int messagesPerSecond) {
        return 1_000_000_000L / messagesPerSecond;
    }
}
