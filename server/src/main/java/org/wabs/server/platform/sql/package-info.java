/// Access to PostgreSQL: one pool for requests under row-level security, one for the pipelines.
@NullMarked
package org.wabs.server.platform.sql;

import org.jspecify.annotations.NullMarked;
