package org.wabs.server.platform.metrics;

/// Figures that have to be asked for, such as the rows of a table. Asked before each reading by
/// Prometheus, in its thread; may fail when the database is away.
public interface Sampled {
    void sample();
}
