/// Figures for Prometheus, on an address of their own: they tell of all organizations at once, so
/// nobody who merely signs in may see them. Offers [Sampled].
@NullMarked
package org.wabs.server.platform.metrics;

import org.jspecify.annotations.NullMarked;
