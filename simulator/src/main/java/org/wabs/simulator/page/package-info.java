/// The page where a person plays a customer.
@NullMarked
package org.wabs.simulator.page;

import org.jspecify.annotations.NullMarked;
