package org.wabs.server.platform.event;

import org.wabs.server.platform.tenant.OrganizationId;

/// An event together with the organization that it concerns.
public record Delivered<E>(OrganizationId organization, E event) {}
