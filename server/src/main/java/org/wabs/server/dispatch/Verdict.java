package org.wabs.server.dispatch;

import org.jspecify.annotations.Nullable;

/// What follows from Meta's answer: for the message, for the number, for the campaign.
///
/// @param slower Meta asks for a lower rate
record Verdict(Outcome outcome, @Nullable LanePause pause, @Nullable Stop stop, boolean slower) {
    /// A campaign stops until a person has acted.
    record Stop(CampaignStopped.Reason reason, @Nullable Integer code, String detail) {}

    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, null, null, false);
    }

    Verdict pausing(LanePause wait) {
        return new Verdict(outcome, wait, stop, slower);
    }

    Verdict stopping(Stop why) {
        return new Verdict(outcome, pause, why, slower);
    }

    Verdict slowing() {
        return new Verdict(outcome, pause, stop, true);
    }
}
