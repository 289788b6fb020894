package org.wabs.server.dispatch;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.MessageEvent;
import org.wabs.server.message.MessageEvents;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.template.TemplateSnapshot;

/// Sends a campaign's message to a few numbers as a trial: single messages ahead of campaigns, in
/// no campaign's figures, marked in their timeline.
public final class CampaignTests {
    private final PipelineDb db;
    private final SingleSends sends;
    private final MessageEvents events;
    private final Clock clock;

    CampaignTests(PipelineDb db, SingleSends sends, MessageEvents events, Clock clock) {
        this.db = db;
        this.sends = sends;
        this.events = events;
        this.clock = clock;
    }

    /// @param recipient number in E.164 form
    /// @param values aligned with the template's slots
    /// @return id of the queued message
    public UUID send(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId from,
            String recipient,
            TemplateSnapshot template,
            List<String> values) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var id =
                                    sends.enqueue(
                                            organization,
                                            from,
                                            recipient,
                                            template.category().name(),
                                            new SingleContent.Template(template, values, null));
                            events.add(
                                    List.of(
                                            new MessageEvent(
                                                    organization,
                                                    new Attempt(id, 0),
                                                    clock.instant(),
                                                    MessageEvent.Kind.TEST_OF_CAMPAIGN,
                                                    null,
                                                    "A test of campaign " + campaign + ".")));
                            return id;
                        }));
    }
}
