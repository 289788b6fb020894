@NullMarked
package org.wabs.simulator;

import org.jspecify.annotations.NullMarked;
