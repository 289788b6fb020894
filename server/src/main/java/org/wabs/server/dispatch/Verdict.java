package org.wabs.server.dispatch;

import org.jspecify.annotations.Nullable;

/// What follows from Meta's answer: for the message, for the number, for the campaign.
///
/// @param slower Meta asks for a lower rate
/// @param systematic the code that everybody may get; what the circuit breaker counts
record Verdict(
        Outcome outcome,
        @Nullable LanePause pause,
        @Nullable Stop stop,
        boolean slower,
        @Nullable Integer systematic) {
    /// A campaign stops until a person has acted.
    record Stop(CampaignStopped.Reason reason, @Nullable Integer code, String detail) {}

    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, null, null, false, null);
    }

    Verdict pausing(LanePause wait) {
        return new Verdict(outcome, wait, stop, slower, systematic);
    }

    Verdict stopping(Stop why) {
        return new Verdict(outcome, pause, why, slower, systematic);
    }

    Verdict slowing() {
        return new Verdict(outcome, pause, stop, true, systematic);
    }

    Verdict counting(int code) {
        return new Verdict(outcome, pause, stop, slower, code);
    }
}
