@NullMarked
package org.wabs.cloudapi;

import org.jspecify.annotations.NullMarked;
