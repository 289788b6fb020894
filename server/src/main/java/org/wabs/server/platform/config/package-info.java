/// Settings: read once at start, all mistakes reported together.
@NullMarked
package org.wabs.server.platform.config;

import org.jspecify.annotations.NullMarked;
