package org.wabs.server.identity;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened about access: published in the transaction that does it, for the audit.
///
/// @param by who did it, where nobody is signed in; absent: whoever makes the present request
/// @param action such as `login.failed`
/// @param detail without secrets
public record SecurityEvent(
        @Nullable By by,
        String action,
        String subjectKind,
        String subjectId,
        Map<String, ?> detail) {
    /// @param user absent when it is not known who it was
    public record By(@Nullable UUID user) {}

    static SecurityEvent of(String action, String kind, Object id, Map<String, ?> detail) {
        return new SecurityEvent(null, action, kind, id.toString(), detail);
    }

    static SecurityEvent by(
            @Nullable UUID user, String action, String kind, Object id, Map<String, ?> detail) {
        return new SecurityEvent(new By(user), action, kind, id.toString(), detail);
    }
}
