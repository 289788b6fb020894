package org.wabs.server.campaign;

import java.util.List;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Something that keeps a campaign from starting.
///
/// @param field of the draft that it is about
/// @param detail names the thing and the way out
/// @param skipped when nobody is left: why, by number of people
record Blocker(ProblemType type, String field, String detail, List<Skips> skipped) {
    Blocker(ProblemType type, String field, String detail) {
        this(type, field, detail, List.of());
    }

    ProblemException problem() {
        var problem = new ProblemException(type, detail).field(field, detail);
        return skipped.isEmpty() ? problem : problem.with("skipped", skipped);
    }
}
