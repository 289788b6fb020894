package org.wabs.server.campaign;

import java.util.Optional;

/// How much one person may be sent: at most `messages` of the campaign's category within `days`,
/// all campaigns together. Whoever had as many is left out of the plan.
///
/// @param messages 1 to 100; 0: no cap
/// @param days 1 to 90
record FrequencyCap(int messages, int days) {
    private static final int MOST_MESSAGES = 100;
    private static final int MOST_DAYS = 90;

    boolean isNone() {
        return messages == 0;
    }

    Optional<String> problem() {
        return messages < 0 || messages > MOST_MESSAGES || days < 1 || days > MOST_DAYS
                ? Optional.of("messages 1 to 100 (0: no cap) within days 1 to 90")
                : Optional.empty();
    }
}
