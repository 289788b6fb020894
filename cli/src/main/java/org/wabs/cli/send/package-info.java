/// Commands against a running server, with an API key: `send` and `doctor`.
@NullMarked
package org.wabs.cli.send;

import org.jspecify.annotations.NullMarked;
