/// How many requests somebody may make.
@NullMarked
package org.wabs.server.platform.limit;

import org.jspecify.annotations.NullMarked;
