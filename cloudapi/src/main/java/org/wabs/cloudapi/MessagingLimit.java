package org.wabs.cloudapi;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many distinct people a business portfolio may reach outside their service windows in a
/// rolling 24 hours.
///
/// Meta prints it as `TIER_2K`, `2000`, `"UNLIMITED"` or `-1`; all are read (Meta, messaging
/// limits, read 2026-02).
public record MessagingLimit(int recipients) implements Comparable<MessagingLimit> {
    public static final MessagingLimit UNLIMITED = new MessagingLimit(Integer.MAX_VALUE);
    private static final Pattern TIER = Pattern.compile("(?:TIER_)?([0-9]{1,9})(K?)");

    public MessagingLimit {
        if (recipients < 0) {
            throw new IllegalArgumentException("messaging limit: 0 or more, was " + recipients);
        }
    }

    public boolean isUnlimited() {
        return recipients == Integer.MAX_VALUE;
    }

    /// @return empty for `TIER_NOT_SET` and for anything this version does not know
    public static Optional<MessagingLimit> parse(String text) {
        String tier = text.strip().toUpperCase(Locale.ROOT);
        if (tier.equals("UNLIMITED") || tier.equals("TIER_UNLIMITED") || tier.equals("-1")) {
            return Optional.of(UNLIMITED);
        }
        Matcher matcher = TIER.matcher(tier);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long recipients =
                Long.parseLong(matcher.group(1)) * (matcher.group(2).isEmpty() ? 1 : 1000);
        return Optional.of(new MessagingLimit((int) Math.min(recipients, Integer.MAX_VALUE)));
    }

    @Override
    public int compareTo(MessagingLimit other) {
        return Integer.compare(recipients, other.recipients);
    }

    @Override
    public String toString() {
        return isUnlimited() ? "unlimited" : Integer.toString(recipients);
    }
}
