package org.wabs.server.dispatch;

import org.jspecify.annotations.Nullable;
import org.wabs.server.message.CampaignId;

/// The engine stopped a campaign; it goes on when a person resumes it. Published in the transaction
/// that closed its gate.
///
/// @param code Meta's, if an answer of theirs is the cause
/// @param detail what happened and what to do, for a person
public record CampaignStopped(
        CampaignId campaign, Reason reason, @Nullable Integer code, String detail) {
    /// Whom it concerns.
    public enum Reason {
        TEMPLATE,
        NUMBER,
        ACCOUNT,
        /// Too many people failed with one code.
        BREAKER
    }
}
