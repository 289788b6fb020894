/// The Graph endpoints: authorisation, checks with Meta's own codes, answers in Meta's shapes.
@NullMarked
package org.wabs.simulator.graph;

import org.jspecify.annotations.NullMarked;
