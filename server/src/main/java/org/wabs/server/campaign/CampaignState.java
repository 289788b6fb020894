package org.wabs.server.campaign;

/// Where a campaign stands: DRAFT → PLANNING → RUNNING ⇄ PAUSED → COMPLETED, CANCELLED or FAILED. A
/// campaign paused while its plan was written goes back to PLANNING.
enum CampaignState {
    DRAFT,
    PLANNING,
    RUNNING,
    PAUSED,
    /// Nothing is queued, being sent or due. What is in doubt or held by Meta may still change the
    /// figures.
    COMPLETED,
    CANCELLED,
    /// Nothing could be sent at all.
    FAILED
}
