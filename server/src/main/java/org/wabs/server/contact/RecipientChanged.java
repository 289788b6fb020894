package org.wabs.server.contact;

import java.util.UUID;

/// A contact is known by another number, or by a number instead of a user id. Published in the
/// change's [org.wabs.server.platform.sql.PipelineDb] transaction.
///
/// @param recipientKey the new one
public record RecipientChanged(UUID contactId, RecipientKey recipientKey) {}
