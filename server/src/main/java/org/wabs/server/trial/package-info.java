/// Trying it out without Meta: the simulator as a child process on this machine, with an account.
///
/// Owns the folder `trial` in the data folder, in which `trial.json` says that it is on. Offers
/// [SimulatorChild], which the demo runs as well.
@NullMarked
package org.wabs.server.trial;

import org.jspecify.annotations.NullMarked;
