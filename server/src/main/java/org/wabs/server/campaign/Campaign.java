package org.wabs.server.campaign;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// A campaign as people set it up, and where it stands.
///
/// @param numbers in a draft as chosen, empty: all of the account; later those that send
/// @param scheduledAt local time of the zone in its rules
/// @param restingUntil when its sending hours begin, while it runs and rests
/// @param owner name of whoever made it; null when the key that did is gone
/// @param planning its plan is not finished: a pause ends in PLANNING, not RUNNING
/// @param version one more with every change
record Campaign(
        CampaignId id,
        Draft draft,
        String category,
        CampaignState state,
        @Nullable StateReason reason,
        @Nullable LocalDateTime scheduledAt,
        @Nullable Instant restingUntil,
        boolean planning,
        UUID createdBy,
        @Nullable String owner,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int version) {

    /// Paused before it was ever started: at its time it could not.
    boolean isUnstarted() {
        return startedAt == null;
    }

    Optional<Schedule> schedule() {
        var zone = draft.rules().zone();
        return scheduledAt == null || zone == null
                ? Optional.empty()
                : Optional.of(new Schedule(scheduledAt, zone));
    }

    /// A template as Meta identifies it.
    record TemplateKey(WabaId waba, TemplateName name, Language language) {
        @Override
        public String toString() {
            return name + " (" + language + ")";
        }
    }

    /// What a person decides.
    ///
    /// @param template null: not chosen yet
    record Draft(
            String name,
            @Nullable TemplateKey template,
            List<PhoneNumberId> numbers,
            Audience audience,
            Variables variables,
            Rules rules) {
        Draft {
            numbers = List.copyOf(numbers);
        }

        /// @throws ProblemException before one is chosen
        TemplateKey chosenTemplate() {
            if (template != null) return template;
            throw new ProblemException(
                            ProblemType.TEMPLATE_UNKNOWN,
                            "This draft has no template yet: choose one first.")
                    .field("template", "name and language of a template in your list");
        }

        Draft named(String other) {
            return new Draft(other, template, numbers, audience, variables, rules);
        }
    }
}
