package org.wabs.server.campaign;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.campaign.Campaign.TemplateKey;

/// A campaign as the API shows it.
///
/// @param template absent in a draft that has none yet
/// @param owner name of whoever made it
/// @param phoneNumberIds in a draft empty for all of the account
/// @param sendingHours absent: at any time
/// @param messagesPerMinute at most so many; absent: as fast as its numbers may
/// @param schedule when it starts or was to start by itself
/// @param restingUntil it runs, but its sending hours begin only then
/// @param messagesUnderWay in the answers to pause and cancel: how many were handed to Meta and
///   will still arrive
record CampaignView(
        UUID id,
        String name,
        CampaignState state,
        @Nullable Reason reason,
        @Nullable Template template,
        List<String> phoneNumberIds,
        Audience audience,
        Variables variables,
        @Nullable String zone,
        @Nullable SendingHours sendingHours,
        @Nullable FrequencyCap frequencyCap,
        Languages languages,
        @Nullable Integer messagesPerMinute,
        @Nullable Start schedule,
        @Nullable Instant restingUntil,
        UUID createdBy,
        @Nullable String owner,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int version,
        @Nullable Integer messagesUnderWay) {

    record Template(String wabaId, String name, String language, String category) {
        static Template of(TemplateKey key, String category) {
            return new Template(
                    key.waba().value(), key.name().value(), key.language().code(), category);
        }
    }

    record Reason(String kind, @Nullable Integer code, String detail, @Nullable String wayOut) {}

    /// @param at local time in the campaign's zone
    /// @param startsAt what that is by the zone's present rules
    record Start(LocalDateTime at, String zone, Instant startsAt) {
        static Start of(Schedule schedule) {
            return new Start(schedule.at(), schedule.zone().getId(), schedule.due());
        }
    }

    static CampaignView of(Campaign campaign) {
        return of(campaign, null);
    }

    static CampaignView of(Campaign campaign, @Nullable Integer messagesUnderWay) {
        var draft = campaign.draft();
        var reason = campaign.reason();
        return new CampaignView(
                campaign.id().value(),
                draft.name(),
                campaign.state(),
                reason == null
                        ? null
                        : new Reason(
                                reason.kind(), reason.code(), reason.detail(), reason.wayOut()),
                draft.template() == null
                        ? null
                        : Template.of(draft.template(), campaign.category()),
                draft.numbers().stream().map(PhoneNumberId::value).toList(),
                draft.audience(),
                draft.variables(),
                draft.rules().zone() == null ? null : draft.rules().zone().getId(),
                draft.rules().sendingHours(),
                draft.rules().frequencyCap(),
                draft.rules().isInEachLanguage() ? Languages.BY_CONTACT : Languages.CHOSEN_ONLY,
                draft.rules().messagesPerMinute(),
                campaign.schedule().map(Start::of).orElse(null),
                campaign.restingUntil(),
                campaign.createdBy(),
                campaign.owner(),
                campaign.createdAt(),
                campaign.startedAt(),
                campaign.endedAt(),
                campaign.version(),
                messagesUnderWay);
    }
}
