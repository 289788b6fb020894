package org.wabs.simulator.world;

/// A business portfolio, whose messaging limit all its numbers share.
public record Business(String id, String name, Tier tier) {}
