package org.wabs.simulator.network;

import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.Behaviour;
import org.wabs.simulator.customer.Customer;
import org.wabs.simulator.customer.Numbers;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.ledger.Draft;
import org.wabs.simulator.ledger.Plan;
import org.wabs.simulator.world.Template;

/// What becomes of an accepted message.
///
/// @param windowOpen whether the customer wrote within the last 24 h
/// @param optedOut whether the customer stopped marketing of this portfolio
record Fate(Customer customer, boolean windowOpen, boolean optedOut) {
    private static final int FAIL_AFTER_MS = 50;

    Plan plan(Draft draft, @Nullable Template template, Behaviour behaviour) {
        if (template == null && !windowOpen) {
            return failing(MetaCode.WINDOW_CLOSED);
        }
        if (!customer.isReachable(behaviour)) {
            return failing(MetaCode.UNDELIVERABLE);
        }
        if (template != null && template.marketing()) {
            if (optedOut) {
                return failing(MetaCode.MARKETING_STOPPED);
            }
            if (!windowOpen && Numbers.american(draft.to())) {
                return failing(MetaCode.NOT_DELIVERED_BY_CHOICE);
            }
        }
        boolean quickReply =
                template != null
                        && template.shape().buttons().stream()
                                .anyMatch(button -> button.type().equals("QUICK_REPLY"));
        // nobody answers free text by itself: two machines would talk for ever
        Plan plan = behaviour.planFor(customer, quickReply, template != null);
        return draft.subject().type().equals("reaction") ? plan.sentOnly() : plan;
    }

    private static Plan failing(MetaCode code) {
        return Plan.failing(FAIL_AFTER_MS, code.code());
    }
}
