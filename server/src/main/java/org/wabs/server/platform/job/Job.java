package org.wabs.server.platform.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Long work and how far it is.
///
/// @param kind such as `contact-import`
/// @param total units of work, absent while unknown
/// @param refused units that were looked at and not taken
/// @param result what came out, in the shape of its kind
/// @param error why it failed, for a person
public record Job(
        UUID id,
        String kind,
        JobState state,
        @Nullable Long total,
        long done,
        long refused,
        @Nullable JsonNode result,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
