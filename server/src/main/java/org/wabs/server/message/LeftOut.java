package org.wabs.server.message;

/// People of a planned campaign who are left out after all, published in the transaction that left
/// them out.
public record LeftOut(CampaignId campaign, SkipReason reason, int people) {}
