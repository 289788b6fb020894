package org.wabs.server.identity;

/// What a user may do.
public enum Role {
    OWNER,
    ADMIN,
    MANAGER,
    AGENT
}
