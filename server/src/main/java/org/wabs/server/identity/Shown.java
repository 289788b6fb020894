package org.wabs.server.identity;

import org.jspecify.annotations.Nullable;

/// What of a person's address the present caller gets to see.
public final class Shown {
    private static final int LAST = 4;

    private Shown() {}

    /// A phone number or business-scoped user id, whole for those who may see numbers.
    public static @Nullable String toCaller(@Nullable String recipient) {
        return recipient == null || CurrentUser.get().may(Permission.SEE_PHONE_NUMBERS)
                ? recipient
                : masked(recipient);
    }

    /// All but the last four characters hidden.
    public static String masked(String recipient) {
        return "…" + recipient.substring(Math.max(0, recipient.length() - LAST));
    }
}
