/// Ids of our own rows: UUIDv7, so they sort by time.
@NullMarked
package org.wabs.server.platform.id;

import org.jspecify.annotations.NullMarked;
