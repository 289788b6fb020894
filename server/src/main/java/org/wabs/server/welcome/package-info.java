/// What somebody sees who opens the server's address in a browser.
@NullMarked
package org.wabs.server.welcome;

import org.jspecify.annotations.NullMarked;
