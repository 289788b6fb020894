@NullMarked
package org.wabs.postgres;

import org.jspecify.annotations.NullMarked;
