package org.wabs.server.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.tenant.OrganizationId;

/// An upload as stored: what to read, how, and how far that is done.
///
/// @param position data rows done
/// @param refused of these
record ImportRecord(
        OrganizationId organization,
        UUID id,
        String fileName,
        FileFormat format,
        List<Column> columns,
        ImportOptions options,
        long position,
        Instant createdAt) {}
