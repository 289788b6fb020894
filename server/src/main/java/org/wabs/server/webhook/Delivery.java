package org.wabs.server.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// One body out of a log.
record Delivery(
        UUID writer,
        LocalDate receivedOn,
        long seq,
        String appKey,
        byte[] body,
        Instant receivedAt) {}
