package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.FailedMessages;
import org.wabs.server.platform.tenant.OrganizationId;

/// Queues those of a campaign who failed once more, in the caller's transaction of PipelineDb.
public final class CampaignRetries {
    private final FailedMessages failed;
    private final SendDue due;
    private final CampaignLanes lanes;

    CampaignRetries(FailedMessages failed, SendDue due, CampaignLanes lanes) {
        this.failed = failed;
        this.due = due;
        this.lanes = lanes;
    }

    /// How many people [#again] will look at.
    public long count(OrganizationId organization, CampaignId campaign, List<Integer> codes) {
        return failed.count(organization, campaign, codes);
    }

    /// @param codes that may be tried again; their time is looked at for each person
    public FailedMessages.Chunk again(
            OrganizationId organization,
            CampaignId campaign,
            List<Integer> codes,
            @Nullable UUID after,
            int size) {
        var chunk = failed.again(organization, campaign, codes, after, size);
        due.add(
                chunk.wanted().stream()
                        .map(wanted ->
                                new SendDue.Row(
                                        wanted.number(),
                                        SendDue.RETRY,
                                        Duration.ZERO,
                                        wanted.message(),
                                        organization.value(),
                                        campaign.value()))
                        .toList());
        lanes.wakeAfterCommit(
                chunk.wanted().stream().map(FailedMessages.Wanted::number).distinct().toList());
        return chunk;
    }
}
