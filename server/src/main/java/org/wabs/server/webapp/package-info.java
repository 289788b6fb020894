/// What somebody gets who opens the server's address in a browser: the web app, from the module
/// `web` where that is on the class path. Owns no tables, offers nothing to other features.
@NullMarked
package org.wabs.server.webapp;

import org.jspecify.annotations.NullMarked;
