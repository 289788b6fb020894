package org.wabs.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the person asked for.
///
/// @param recipients so many generated contacts; null: the shipped list
/// @param port of the server, 0 for a free one; null: the usual one if it is free
/// @param data null for a fresh temporary folder
/// @param faults and `behaviour`: JSON for the simulator, from tests
record DemoOptions(
        boolean exit,
        @Nullable Integer recipients,
        @Nullable Integer port,
        @Nullable Path data,
        long seed,
        @Nullable String faults,
        @Nullable String behaviour) {}
