@NullMarked
package org.wabs.server;

import org.jspecify.annotations.NullMarked;
