package org.wabs.server.inbox;

import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.tenant.OrganizationId;

/// Between whom a conversation is.
record Place(OrganizationId organization, UUID contact, PhoneNumberId number) {}
