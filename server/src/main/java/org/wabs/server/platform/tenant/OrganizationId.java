package org.wabs.server.platform.tenant;

import java.util.UUID;

/// Id of an organization: the tenant that every row belongs to.
public record OrganizationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
