package org.wabs.server.campaign;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;
import org.wabs.server.dispatch.MessagingLimits;

/// How many people Meta lets numbers reach in 24 hours, and how many of those are left now. Numbers
/// of one portfolio share its limit.
final class Headroom {
    /// @param perDay people in 24 hours
    /// @param reached within the last 24 hours, by whatever campaign
    record Limit(long perDay, long reached, long left) {}

    private final MessagingLimits limits;

    Headroom(MessagingLimits limits) {
        this.limits = limits;
    }

    /// Of all these numbers together; empty where one of them has no limit.
    Optional<Limit> of(Collection<SenderNumber> numbers) {
        var perDay = perDay(numbers);
        if (perDay.isEmpty()) return Optional.empty();
        var portfolios =
                numbers.stream().map(SenderNumber::portfolio).filter(Objects::nonNull).distinct();
        long reached =
                limits.reached(portfolios.toList()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        long most = perDay.getAsLong();
        return Optional.of(new Limit(most, reached, Math.max(0, most - reached)));
    }

    /// By number.
    Map<SenderNumber, Limit> each(List<SenderNumber> numbers) {
        var each = new HashMap<SenderNumber, Limit>();
        for (var number : numbers) of(List.of(number)).ifPresent(limit -> each.put(number, limit));
        return each;
    }

    static OptionalLong perDay(Collection<SenderNumber> numbers) {
        var limits = new HashMap<String, Integer>();
        for (var number : numbers) {
            if (number.messagingLimit() == null) return OptionalLong.empty();
            var owner = number.portfolio() == null ? number.waba().value() : number.portfolio();
            limits.merge(owner, number.messagingLimit(), Math::max);
        }
        return limits.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(limits.values().stream().mapToLong(Integer::longValue).sum());
    }
}
