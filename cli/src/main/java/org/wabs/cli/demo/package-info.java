/// `wabs demo`: the whole product against the simulator, driven through the server's HTTP API as a
/// person would. Offers [org.wabs.cli.demo.Reconciliation], which compares the database with the
/// simulator's ledger. Owns the file `demo.json` in the demo's data folder.
@NullMarked
package org.wabs.cli.demo;

import org.jspecify.annotations.NullMarked;
