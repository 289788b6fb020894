/// Generates `docs/open-api.yaml` from the handlers, and holds the server to it.
@NullMarked
package org.wabs.server.apidocs;

import org.jspecify.annotations.NullMarked;
