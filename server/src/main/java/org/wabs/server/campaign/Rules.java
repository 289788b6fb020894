package org.wabs.server.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When and how often a campaign may send.
///
/// @param zone IANA, such as `Europe/Berlin`: of the schedule and of the sending hours
/// @param sendingHours null: at any time
/// @param frequencyCap null: as often as campaigns are made
/// @param languages null: everybody in the chosen one
/// @param messagesPerMinute at most so many over all numbers; null: as fast as these may
record Rules(
        @Nullable ZoneId zone,
        @Nullable SendingHours sendingHours,
        @Nullable FrequencyCap frequencyCap,
        @Nullable Languages languages,
        @Nullable Integer messagesPerMinute) {
    static final Rules NONE = new Rules(null, null, null, null, null);

    Rules in(ZoneId other) {
        return new Rules(other, sendingHours, frequencyCap, languages, messagesPerMinute);
    }

    /// Messages a second that a campaign makes of what its numbers could.
    double pace(double numbers) {
        return messagesPerMinute == null ? numbers : Math.min(numbers, messagesPerMinute / 60.0);
    }

    boolean isInEachLanguage() {
        return languages == Languages.BY_CONTACT;
    }

    /// When the sending hours begin; empty while it may send.
    Optional<Instant> restUntil(Instant now) {
        return sendingHours == null || zone == null
                ? Optional.empty()
                : sendingHours.restUntil(now, zone);
    }
}
