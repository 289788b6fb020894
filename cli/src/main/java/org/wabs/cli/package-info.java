/// The `wabs` command: picocli commands over the server, the simulator and the embedded database.
@NullMarked
package org.wabs.cli;

import org.jspecify.annotations.NullMarked;
