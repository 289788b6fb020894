package org.wabs.server.dispatch;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.audit.Audit;
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
    /// @param recipient number in E.164 form
    /// @param values aligned with the template's slots
    public record Test(String recipient, List<String> values) {}

    private final PipelineDb db;
    private final SingleSends sends;
    private final MessageEvents events;
    private final Audit audit;
    private final Clock clock;

    CampaignTests(
            PipelineDb db, SingleSends sends, MessageEvents events, Audit audit, Clock clock) {
        this.db = db;
        this.sends = sends;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /// All of them or none.
    ///
    /// @return ids of the queued messages, in order
    /// @throws org.wabs.server.platform.problem.ProblemException when one of them has opted out
    public List<UUID> send(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId from,
            TemplateSnapshot template,
            List<Test> tests) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var sent = new UUID[tests.size()];
                            for (int n : inOrder(tests))
                                sent[n] =
                                        queued(
                                                organization,
                                                campaign,
                                                from,
                                                template,
                                                tests.get(n),
                                                "to[" + n + "]");
                            audit.recordWhoever(
                                    organization,
                                    "campaign.tested",
                                    "campaign",
                                    campaign.toString(),
                                    Map.of("people", sent.length));
                            return List.of(sent);
                        }));
    }

    /// People are locked in one order, everywhere.
    private static List<Integer> inOrder(List<Test> tests) {
        return IntStream.range(0, tests.size())
                .boxed()
                .sorted(Comparator.comparing(n -> tests.get(n).recipient))
                .toList();
    }

    private UUID queued(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId from,
            TemplateSnapshot template,
            Test test,
            String field) {
        var id =
                sends.enqueue(
                        organization,
                        from,
                        test.recipient,
                        template.category().name(),
                        new SingleContent.Template(template, test.values, null),
                        field);
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
    }
}
