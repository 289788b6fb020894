/// The people who receive messages. Their behaviour is a pure function of seed and number, hence
/// repeatable.
@NullMarked
package org.wabs.simulator.customer;

import org.jspecify.annotations.NullMarked;
