package org.wabs.server.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What a person changes about a number; what is left out stays.
///
/// @param version of the number as it was read
/// @param label what people here call it; empty: nothing of their own
/// @param active false: it sends nothing until it is switched on again; what it was to send waits
/// @param ownMessagesPerSecond at most so many, even if Meta allows more; 0: as many as Meta
record NumberChange(
        @NotNull @Nullable @Schema(example = "1") Integer version,
        @Nullable @Size(max = 200) @Schema(example = "Support") String label,
        @Nullable Boolean active,
        @Nullable @Min(0) @Max(1000) @Schema(example = "20") Integer ownMessagesPerSecond) {}
