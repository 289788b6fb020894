package org.wabs.server.dispatch;

import org.wabs.cloudapi.error.ErrorTable;

/// Why the circuit breaker stopped a campaign, in words.
final class BreakerStop {
    private BreakerStop() {}

    static Verdict.Stop because(int code) {
        var words =
                ErrorTable.find(code)
                        .map(entry -> entry.plainWords() + " " + entry.wayOut())
                        .orElse("Meta's code " + code + ".");
        return new Verdict.Stop(
                CampaignStopped.Reason.BREAKER,
                code,
                "Too many people in a row failed for one reason. " + words);
    }
}
