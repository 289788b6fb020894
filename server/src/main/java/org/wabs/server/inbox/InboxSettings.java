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

    private InboxSettings() {}
}
