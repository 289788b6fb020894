package org.wabs.simulator.media;

import java.nio.file.Path;

/// One stored file.
///
/// @param phoneNumberId the number that uploaded it, or that it was sent to
/// @param sha256 hex
/// @param uploaded by the business; otherwise a customer sent it
public record Medium(
        String id,
        String phoneNumberId,
        String mimeType,
        String sha256,
        long size,
        boolean uploaded,
        Path bytes) {}
