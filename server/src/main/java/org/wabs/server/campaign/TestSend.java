package org.wabs.server.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.contact.WrittenNumbers;
import org.wabs.server.dispatch.CampaignTests;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.node.JsonNodeFactory;

/// Shows a campaign's message to whoever made it, on their own phones, before anybody else gets it.
final class TestSend {
    private static final int MOST = 10;

    /// @param to phone numbers; without country code they are of the sender's account's country
    /// @param phoneNumberId sender; left out: the first of the campaign's
    record Request(
            @NotNull @Nullable @Size(min = 1, max = MOST) @Schema(example = "[\"+12025550123\"]")
                    List<@NotNull String> to,
            @Nullable String phoneNumberId) {
        @Override
        public String toString() {
            return "Request[***]";
        }
    }

    /// @param values in the order of the template's variables
    record Sent(UUID messageId, String body, List<String> values) {}

    private final CampaignLifecycle lifecycle;
    private final Readiness readiness;
    private final AudienceCounts audience;
    private final CampaignTests tests;
    private final WrittenNumbers numbers;

    TestSend(
            CampaignLifecycle lifecycle,
            Readiness readiness,
            AudienceCounts audience,
            CampaignTests tests,
            WrittenNumbers numbers) {
        this.lifecycle = lifecycle;
        this.readiness = readiness;
        this.audience = audience;
        this.tests = tests;
        this.numbers = numbers;
    }

    /// Values are those of the contact with that number; else of the first of the audience, else
    /// the variable's name stands in the text.
    List<Sent> send(CampaignId id, Request request) {
        var campaign = lifecycle.get(id);
        var checked = readiness.check(campaign.draft());
        checked.blockers().stream()
                .findFirst()
                .ifPresent(blocker -> {
                    throw blocker.problem();
                });
        var snapshot = checked.template().snapshot();
        var from = from(checked, request.phoneNumberId());
        var somebody =
                audience.first(
                        campaign.draft().audience(),
                        snapshot.category().name(),
                        null,
                        JsonNodeFactory.instance.arrayNode(),
                        1);
        var wanted =
                recipients(from, request.to()).stream()
                        .map(to -> {
                            var person =
                                    audience.contact(to).or(() -> somebody.stream().findFirst());
                            return new CampaignTests.Test(
                                    to, values(campaign.draft(), snapshot, person.orElse(null)));
                        })
                        .toList();
        var messages = tests.send(Tenant.current(), id, from, snapshot, wanted);
        return IntStream.range(0, wanted.size())
                .mapToObj(n -> {
                    var values = wanted.get(n).values();
                    return new Sent(messages.get(n), snapshot.body(values), values);
                })
                .toList();
    }

    private List<String> recipients(PhoneNumberId from, @Nullable List<String> written) {
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST, "Some recipients are no phone numbers.");
        var recipients = new ArrayList<String>();
        int wrong = 0;
        for (var one : written == null ? List.<String>of() : written) {
            var number = numbers.e164(one, from);
            number.ifPresent(recipients::add);
            if (number.isPresent()) continue;
            problem.field(
                    "to[" + (recipients.size() + wrong) + "]",
                    "a phone number such as +12025550123");
            wrong++;
        }
        if (wrong > 0) throw problem;
        return recipients;
    }

    private static PhoneNumberId from(Readiness.Checked checked, @Nullable String wanted) {
        return checked.numbers().stream()
                .map(SenderNumbers.SenderNumber::id)
                .filter(id -> wanted == null || id.value().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                        ProblemType.SENDER_UNKNOWN,
                                        "Phone number "
                                                + wanted
                                                + " is none that this campaign sends with.")
                                .field("phoneNumberId", "one of the campaign's"));
    }

    private static List<String> values(
            Campaign.Draft draft, TemplateSnapshot template, @Nullable Person person) {
        var values =
                template.slots().stream()
                        .map(slot -> {
                            var mapping = draft.variables().of(slot).orElseThrow();
                            var own = mapping.value(person == null ? Person.nobody() : person);
                            return own == null ? slot.variable() : own;
                        })
                        .toList();
        var problem =
                new ProblemException(
                        ProblemType.VARIABLES_MISMATCH, "Some values cannot be sent as they are.");
        var complaints = template.check(values);
        complaints.forEach(one -> problem.field(one.slot(), one.message()));
        if (!complaints.isEmpty()) throw problem;
        return values;
    }
}
