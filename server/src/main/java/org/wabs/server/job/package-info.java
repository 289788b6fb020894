/// Shows long work to those who wait for it. Owns no table: the record is
/// [org.wabs.server.platform.job.Jobs].
@NullMarked
package org.wabs.server.job;

import org.jspecify.annotations.NullMarked;
