/// The admin API: world, ledger, behaviour, faults, customers. JSON, without authorisation, on
/// loopback only.
@NullMarked
package org.wabs.simulator.admin;

import org.jspecify.annotations.NullMarked;
