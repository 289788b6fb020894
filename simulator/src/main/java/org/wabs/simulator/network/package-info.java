/// The network between the Graph endpoints, the customers and the webhooks: accepts, delivers,
/// answers.
@NullMarked
package org.wabs.simulator.network;

import org.jspecify.annotations.NullMarked;
