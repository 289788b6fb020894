package org.wabs.server.media;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MediaKind;

/// A file as clients see it.
///
/// @param size bytes; absent until a customer's file is fetched
/// @param sendableAs as what it can be sent
/// @param problem why a customer's file could not be fetched
record MediaView(
        UUID id,
        MediaState state,
        String mimeType,
        @Nullable String fileName,
        @Nullable Long size,
        @Nullable String sha256,
        Set<MediaKind> sendableAs,
        Instant createdAt,
        @Nullable String problem) {}
