/// What a check of the installation found. Knows no feature.
@NullMarked
package org.wabs.server.platform.finding;

import org.jspecify.annotations.NullMarked;
