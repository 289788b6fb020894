/// What measurements came to: figures with their aims, as a table, as JSON beside the run before,
/// and as pictures.
@NullMarked
package org.wabs.bench.report;

import org.jspecify.annotations.NullMarked;
