/// Everything a client can do wrong or meet, as RFC 9457 problems.
@NullMarked
package org.wabs.server.platform.problem;

import org.jspecify.annotations.NullMarked;
