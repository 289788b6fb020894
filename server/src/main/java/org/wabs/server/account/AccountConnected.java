package org.wabs.server.account;

import org.wabs.cloudapi.WabaId;

/// An account was connected, or connected again with another token. Published after the commit,
/// with the organization bound.
public record AccountConnected(WabaId wabaId) {}
