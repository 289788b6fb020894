/// Crash and fault runs of the packaged command: server, simulator and PostgreSQL are processes
/// that are killed and stopped as a machine would do it. What must hold in the end is in
/// [Accounting]. Each run prints its seed.
@NullMarked
package org.wabs.e2e;

import org.jspecify.annotations.NullMarked;
