package org.wabs.server.campaign;

import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Something that keeps a campaign from starting.
///
/// @param field of the draft that it is about
/// @param detail names the thing and the way out
record Blocker(ProblemType type, String field, String detail) {
    ProblemException problem() {
        return new ProblemException(type, detail).field(field, detail);
    }
}
