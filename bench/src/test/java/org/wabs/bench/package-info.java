@NullMarked
package org.wabs.bench;

import org.jspecify.annotations.NullMarked;
