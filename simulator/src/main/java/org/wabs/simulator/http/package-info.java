/// The simulator's HTTP server: requests in, answers out, on virtual threads. Knows nothing of
/// Meta.
@NullMarked
package org.wabs.simulator.http;

import org.jspecify.annotations.NullMarked;
