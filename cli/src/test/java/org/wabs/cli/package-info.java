@NullMarked
package org.wabs.cli;

import org.jspecify.annotations.NullMarked;
