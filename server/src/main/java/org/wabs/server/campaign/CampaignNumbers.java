package org.wabs.server.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.Headroom.Limit;
import org.wabs.server.campaign.SenderNumbers.SenderNumber;

/// The numbers that a campaign may be sent with, and what each of them can still do today.
final class CampaignNumbers {
    /// @param account name of its account
    /// @param name what people call it, else the one that Meta verified
    /// @param quality GREEN, YELLOW, RED or UNKNOWN, as Meta said last
    /// @param limit people in 24 hours, shared by the portfolio; absent: unlimited
    /// @param notReadyReason why it cannot send now; absent when it can
    record View(
            String phoneNumberId,
            String wabaId,
            @Nullable String account,
            @Nullable String displayPhoneNumber,
            @Nullable String name,
            @Nullable String quality,
            int messagesPerSecond,
            @Nullable Limit limit,
            @Nullable String notReadyReason) {
        static View of(SenderNumber number, @Nullable Limit limit) {
            return new View(
                    number.id().value(),
                    number.waba().value(),
                    number.account(),
                    number.display(),
                    number.name(),
                    number.quality(),
                    number.messagesPerSecond(),
                    limit,
                    number.notReadyReason());
        }
    }

    private final SenderNumbers numbers;
    private final Headroom headroom;

    CampaignNumbers(SenderNumbers numbers, Headroom headroom) {
        this.numbers = numbers;
        this.headroom = headroom;
    }

    List<View> list() {
        var all = numbers.all();
        var limits = headroom.each(all);
        return all.stream().map(number -> View.of(number, limits.get(number))).toList();
    }
}
