/// Encryption of tokens and secrets at rest.
@NullMarked
package org.wabs.server.platform.crypto;

import org.jspecify.annotations.NullMarked;
