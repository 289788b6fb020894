@NullMarked
package org.wabs.bench.report;

import org.jspecify.annotations.NullMarked;
