/// The embedded PostgreSQL: real server binaries from the class path, run in a home folder of their
/// own.
///
/// Owns: the home folder (data, password, log, lock) and the unpacked binaries in the user's cache.
/// Offers: [org.wabs.postgres.EmbeddedPostgres] to start, find and stop a server;
/// [org.wabs.postgres.ConnectionInfo] to reach it. Publishes: nothing.
@NullMarked
package org.wabs.postgres;

import org.jspecify.annotations.NullMarked;
