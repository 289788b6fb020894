/// Meta's error codes as the simulator uses them.
@NullMarked
package org.wabs.simulator.error;

import org.jspecify.annotations.NullMarked;
