package org.wabs.server.identity;

/// The first organization was made while the server ran, in the present transaction: what a start
/// does for it is to be done now.
public record OrganizationSetUp() {}
