/// What exists on Meta's side: apps, portfolios, WABAs, phone numbers, templates, tokens. Owns
/// their state and its journal records.
@NullMarked
package org.wabs.simulator.world;

import org.jspecify.annotations.NullMarked;
