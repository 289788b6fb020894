/// The product's server: [WabsServer] starts it.
@NullMarked
package org.wabs.server;

import org.jspecify.annotations.NullMarked;
