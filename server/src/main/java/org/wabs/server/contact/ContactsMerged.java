package org.wabs.server.contact;

import java.util.UUID;

/// Two contacts turned out to be one person: what belonged to the former one belongs to the other
/// now. Published in the merge's [org.wabs.server.platform.sql.PipelineDb] transaction.
///
/// @param formerId no contact any more
/// @param contactId whose messages, conversations and consents they are now
/// @param recipientKey of that person
public record ContactsMerged(UUID formerId, UUID contactId, RecipientKey recipientKey) {}
