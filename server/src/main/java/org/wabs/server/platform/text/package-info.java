/// Sentences for people.
@NullMarked
package org.wabs.server.platform.text;

import org.jspecify.annotations.NullMarked;
