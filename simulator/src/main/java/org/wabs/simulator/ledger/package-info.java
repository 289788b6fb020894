/// What was truly accepted and written, and the append-only journal in the data folder. Owns
/// messages and conversations.
@NullMarked
package org.wabs.simulator.ledger;

import org.jspecify.annotations.NullMarked;
