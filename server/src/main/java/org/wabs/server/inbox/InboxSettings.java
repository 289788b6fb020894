package org.wabs.server.inbox;

import org.wabs.server.identity.OrganizationSettings.Key;

/// What each organization decides about its inbox.
final class InboxSettings {
    static final Key<Boolean> READ_RECEIPTS =
            Key.of(
                    "inbox.readReceipts",
                    Boolean.class,
                    true,
                    "Whether people see that an agent has read their message (blue ticks).");

    static final Key<Boolean> TYPING =
            Key.of(
                    "inbox.typing",
                    Boolean.class,
                    true,
                    "Whether people see that an agent is typing. WhatsApp marks their messages as read with it.");

    static final Key<Boolean> AUTO_ASSIGN =
            Key.of(
                    "inbox.autoAssign",
                    Boolean.class,
                    false,
                    "Whether conversations that nobody has go to the available agents in turn.");

    /// Shorter than five weeks would take messages away that figures are still counted from, and
    /// that people still quote.
    private static final int SHORTEST_RETENTION = 35;

    private static final int LONGEST_RETENTION = 3650;

    static final Key<Integer> RETENTION_DAYS =
            Key.of(
                            "retention.days",
                            Integer.class,
                            0,
                            "After how many days messages are removed, with their files and what stands about them in conversations; 0: never.")
                    .checked(days ->
                            days == 0 || days >= SHORTEST_RETENTION && days <= LONGEST_RETENTION
                                    ? null
                                    : "0 (for ever), or %d to %d"
                                            .formatted(SHORTEST_RETENTION, LONGEST_RETENTION));

    private InboxSettings() {}
}
