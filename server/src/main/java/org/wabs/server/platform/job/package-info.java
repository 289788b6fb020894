/// Long work: owns `job`, offers progress that survives leaving the page; background work runs on
/// db-scheduler.
@NullMarked
package org.wabs.server.platform.job;

import org.jspecify.annotations.NullMarked;
