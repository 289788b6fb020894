package org.wabs.server.contact;

import java.util.UUID;

/// A person's data are to be forgotten: whoever keeps any makes them unreadable, and sends nothing
/// more. Published in the deletion's [org.wabs.server.platform.sql.PipelineDb] transaction.
public record ContactErased(UUID contactId) {}
