/// Signed webhooks: bodies as Meta writes them, posted until acknowledged, with growing gaps.
@NullMarked
package org.wabs.simulator.webhook;

import org.jspecify.annotations.NullMarked;
