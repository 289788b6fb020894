/// Files that pass through Meta: uploaded by the business, or sent by customers.
@NullMarked
package org.wabs.simulator.media;

import org.jspecify.annotations.NullMarked;
