package org.wabs.server.platform;

/// Name of this node: kept in its data folder, which only one process uses at a time. So a restart
/// is the same node, and may take back at once what it held.
public record NodeId(String value) {}
