/// Whose rows may be seen: the organization bound to the current request.
@NullMarked
package org.wabs.server.platform.tenant;

import org.jspecify.annotations.NullMarked;
