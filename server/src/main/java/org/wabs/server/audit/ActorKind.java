package org.wabs.server.audit;

import org.wabs.server.identity.CurrentUser;

/// Who did it.
enum ActorKind {
    USER,
    API_KEY,
    /// The server by itself.
    SYSTEM,
    /// Somebody who did not sign in, such as a login that failed.
    NOBODY;

    static ActorKind of(CurrentUser user) {
        return user.isApiKey() ? API_KEY : USER;
    }
}
