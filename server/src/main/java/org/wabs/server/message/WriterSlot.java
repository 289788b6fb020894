package org.wabs.server.message;

/// Which row of `campaign_count` a writer adds to. Writers of one node and kind share a row and
/// work one after the other; different ones do not wait for each other.
public enum WriterSlot {
    PLANNER,
    RECORDER,
    APPLIER,
    CLAIMER,
    SETTLER,
    RETRIER;

    private static final int NODES = 256;

    /// @param node name of this node; two nodes may meet in one slot, which costs waiting, not
    ///   truth
    int of(String node) {
        return Math.floorMod(node.hashCode(), NODES) * values().length + ordinal();
    }
}
