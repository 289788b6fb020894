/// Meta's side of the wire, on loopback: a Cloud API that enforces Meta's rules, customers that
/// answer, signed webhooks that are repeated until acknowledged, and a ledger of what was truly
/// accepted.
///
/// Owns the data folder (`journal.jsonl`, `simulator.json`, `simulator.lock`). Offers
/// [org.wabs.simulator.SimulatorServer] to tests and [org.wabs.simulator.Simulator] as a program.
/// Shares no code with the product's own client, so that two readings of one protocol check each
/// other.
@NullMarked
package org.wabs.simulator;

import org.jspecify.annotations.NullMarked;
