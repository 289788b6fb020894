package org.wabs.simulator.fault;

import java.util.Arrays;
import org.wabs.simulator.http.BadRequest;

/// What can go wrong with one send. The name is the one of the admin API, without `Share`.
public enum Fault {
    /// Accepted; the answer never comes, and the connection is closed much later.
    loseAnswer,
    /// Accepted; the connection is closed at once without an answer.
    closeAfterRequest,
    /// Not accepted; code 131000 with HTTP 500.
    http500Before,
    /// Accepted; code 131000 with HTTP 500.
    http500After,
    /// Not accepted; code 131016 with HTTP 503.
    http503Before,
    /// Accepted; a proxy's HTML page with HTTP 502.
    html502,
    /// Not accepted; code 130429.
    throttle;

    /// @throws BadRequest naming the known faults
    static Fault of(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadRequest(
                                "next.fault: one of "
                                        + Arrays.toString(values())
                                        + ", was '"
                                        + name
                                        + "'"));
    }
}
