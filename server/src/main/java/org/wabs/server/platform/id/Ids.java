package org.wabs.server.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/// Makes the ids of our own rows.
public final class Ids {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /// A new UUIDv7; ids made one after the other sort in that order.
    public static UUID next() {
        return GENERATOR.generate();
    }
}
