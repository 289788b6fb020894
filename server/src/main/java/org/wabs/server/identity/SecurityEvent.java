package org.wabs.server.identity;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened about access: published in the transaction that does it, for the audit.
///
/// @param user who did it, where nobody is signed in yet; absent when that is unknown
/// @param action such as `login.failed`
/// @param detail without secrets
public record SecurityEvent(
        @Nullable UUID user,
        String action,
        String subjectKind,
        String subjectId,
        Map<String, ?> detail) {}
