/// Keyset paging.
@NullMarked
package org.wabs.server.platform.page;

import org.jspecify.annotations.NullMarked;
