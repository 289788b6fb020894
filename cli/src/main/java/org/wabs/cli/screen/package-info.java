/// The terminal and a campaign's progress on it.
@NullMarked
package org.wabs.cli.screen;

import org.jspecify.annotations.NullMarked;
