package org.wabs.simulator.world;

import java.util.Arrays;
import org.wabs.simulator.http.BadRequest;

/// The messaging limit of a portfolio: distinct users reached outside a service window in a rolling
/// 24 h.
public enum Tier {
    TIER_50(50),
    TIER_250(250),
    TIER_1K(1_000),
    TIER_2K(2_000),
    TIER_10K(10_000),
    TIER_100K(100_000),
    TIER_UNLIMITED(Integer.MAX_VALUE);

    private final int users;

    Tier(int users) {
        this.users = users;
    }

    public int users() {
        return users;
    }

    /// @throws BadRequest naming the known tiers
    static Tier of(String name) {
        return Arrays.stream(values())
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                "businesses.limitTier: one of "
                                        + Arrays.toString(values())
                                        + ", was '"
                                        + name
                                        + "'"));
    }
}
