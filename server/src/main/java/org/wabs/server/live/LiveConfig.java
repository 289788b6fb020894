package org.wabs.server.live;

import java.time.Duration;

/// @param frame changes within this time after the first become one message (engine.md, F8)
/// @param heartbeat each client hears from us at least this often; after three without a sign of
///   life it is cut off
/// @param backlog characters that may wait for one client before it counts as too slow
/// @param connectionsPerUser open at once on this node
record LiveConfig(Duration frame, Duration heartbeat, int backlog, int connectionsPerUser) {
    /// An hour, after which a client reads everything again.
    static final Duration KEPT = Duration.ofHours(1);

    static final Duration TICKET_LIFE = Duration.ofSeconds(30);

    static final LiveConfig USUAL =
            new LiveConfig(Duration.ofMillis(50), Duration.ofSeconds(15), 512 * 1024, 10);
}
