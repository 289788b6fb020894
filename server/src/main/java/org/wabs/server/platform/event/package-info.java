/// Events between features, delivered in the transaction of whoever publishes them.
@NullMarked
package org.wabs.server.platform.event;

import org.jspecify.annotations.NullMarked;
