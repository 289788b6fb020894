package org.wabs.server.identity;

import java.util.UUID;
import org.wabs.server.platform.tenant.OrganizationId;

/// A person who can sign in, unless deactivated.
record User(
        OrganizationId organization,
        UUID id,
        String email,
        String name,
        Role role,
        String passwordHash,
        boolean active) {}
