package org.wabs.server.account;

import org.jspecify.annotations.Nullable;

/// One thing that must be right for an account to work.
///
/// @param detail what was found, for a person
/// @param fix what to do, when it is not ok
record Check(Name name, boolean ok, String detail, @Nullable String fix) {
    enum Name {
        TOKEN,
        TOKEN_SCOPES,
        TOKEN_LIFE,
        NUMBERS,
        SENDING,
        APP_SUBSCRIBED,
        WEBHOOK_SECRET
    }

    static Check ok(Name name, String detail) {
        return new Check(name, true, detail, null);
    }

    static Check failed(Name name, String detail, String fix) {
        return new Check(name, false, detail, fix);
    }
}
