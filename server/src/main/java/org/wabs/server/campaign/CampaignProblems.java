package org.wabs.server.campaign;

import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// What stands in the way of whoever presses a button of a campaign.
final class CampaignProblems {
    private CampaignProblems() {}

    static ProblemException unknown(CampaignId id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no campaign " + id + ".");
    }

    static ProblemException wrongState(CampaignState state, String what, String only) {
        return new ProblemException(
                        ProblemType.CAMPAIGN_STATE,
                        "This campaign is "
                                + state
                                + "; it cannot be "
                                + what
                                + ". Only "
                                + only
                                + " can.")
                .with("state", state.name());
    }

    static ProblemException changed() {
        return new ProblemException(
                ProblemType.CAMPAIGN_CHANGED,
                "Somebody changed this campaign in the meantime: load it again, look at what is different, and repeat.");
    }
}
