package org.wabs.server.campaign;

/// Where a campaign stands: DRAFT → SCHEDULED → PLANNING → RUNNING ⇄ PAUSED → COMPLETED, CANCELLED
/// or FAILED. A campaign paused while its plan was written goes back to PLANNING, one that could
/// not be started at its time is paused before any plan. Retrying those who failed brings a
/// completed or failed one back to RUNNING.
public enum CampaignState {
    DRAFT,
    /// Starts by itself at its time.
    SCHEDULED,
    PLANNING,
    /// Outside its sending hours it rests.
    RUNNING,
    PAUSED,
    /// Nothing is queued, being sent or due. What is in doubt or held by Meta may still change the
    /// figures.
    COMPLETED,
    CANCELLED,
    /// Nothing could be sent at all.
    FAILED;

    boolean isUnderWay() {
        return this == PLANNING || this == RUNNING;
    }
}
