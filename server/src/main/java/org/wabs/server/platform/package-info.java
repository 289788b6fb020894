/// What all features stand on; knows no feature. Each subpackage has one subject.
@NullMarked
package org.wabs.server.platform;

import org.jspecify.annotations.NullMarked;
