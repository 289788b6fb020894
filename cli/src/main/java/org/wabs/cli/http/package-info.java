/// JSON over HTTP, for the commands that talk to a server.
@NullMarked
package org.wabs.cli.http;

import org.jspecify.annotations.NullMarked;
