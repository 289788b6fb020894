/// Faults on demand: which sends are hit is seeded.
@NullMarked
package org.wabs.simulator.fault;

import org.jspecify.annotations.NullMarked;
