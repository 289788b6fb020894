package org.wabs.server.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Campaign.TemplateKey;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Bodies of the requests that make and change drafts.
final class CampaignRequest {
    private static final int MAX_NAME = 200;
    private static final int MAX_NUMBERS = 1000;
    private static final int MAX_PER_MINUTE = 60_000;

    private CampaignRequest() {}

    /// @param wabaId may be left out when only one account has this template
    record TemplateChoice(
            @Nullable String wabaId,
            @NotBlank @Schema(example = "order_update") String name,
            @NotBlank @Schema(example = "en_US") String language) {
        TemplateKey key(Readiness readiness) {
            var templateName = parsed("template.name", name, TemplateName::new);
            var templateLanguage = parsed("template.language", language, Language::new);
            return wabaId == null
                    ? readiness.locate(templateName, templateLanguage)
                    : new TemplateKey(
                            parsed("template.wabaId", wabaId, WabaId::new),
                            templateName,
                            templateLanguage);
        }
    }

    /// @param template left out: chosen before the start
    /// @param phoneNumberIds left out or empty: all numbers of the account
    /// @param audience left out: everybody
    /// @param messagesPerMinute at most so many over all numbers, such as 60; 0 or left out: as
    ///   fast as these may
    record New(
            @NotBlank @Size(max = MAX_NAME) @Schema(example = "Spring sale") String name,
            @Nullable
                    @Valid
                    @Schema(example = "{\"name\": \"order_update\", \"language\": \"en_US\"}")
                    TemplateChoice template,
            @Nullable @Size(max = MAX_NUMBERS) List<String> phoneNumberIds,
            @Nullable @Schema(example = "{\"tags\": [\"newsletter\"]}") Audience audience,
            @Nullable
                    @Schema(
                            example =
                                    "{\"body\": {\"1\": {\"field\": \"name\", \"fallback\": \"there\"}}}")
                    Variables variables,
            @Nullable String zone,
            @Nullable @Valid Hours sendingHours,
            @Nullable FrequencyCap frequencyCap,
            @Nullable Languages languages,
            @Nullable @Min(0) @Max(MAX_PER_MINUTE) Integer messagesPerMinute) {
        Draft draft(Readiness readiness) {
            return checked(
                    new Draft(
                            name.strip(),
                            template == null ? null : template.key(readiness),
                            numbers(phoneNumberIds),
                            audience == null ? Audience.EVERYBODY : audience,
                            variables == null ? Variables.NONE : variables,
                            rules(
                                    Rules.NONE,
                                    zone,
                                    sendingHours,
                                    frequencyCap,
                                    languages,
                                    messagesPerMinute)));
        }
    }

    /// @param name left out: the former one's, marked as a copy
    record Copy(
            @Nullable @Size(max = MAX_NAME) @Schema(example = "Spring sale, second round")
                    String name) {
        private static final String MARK = " (copy)";

        Draft of(Draft original) {
            if (name != null && !name.isBlank()) return original.named(name.strip());
            var former = original.name();
            int room = MAX_NAME - MARK.length();
            return original.named(
                    (former.length() > room ? former.substring(0, room) : former) + MARK);
        }
    }

    /// @param days MONDAY to SUNDAY; none: at any time
    /// @param from such as 09:00
    /// @param to not before `from`, or on the next day
    record Hours(
            @NotNull @Nullable Set<DayOfWeek> days,
            @Nullable LocalTime from,
            @Nullable LocalTime to) {
        @Nullable SendingHours hours() {
            if (days == null || days.isEmpty()) return null;
            if (from == null || to == null)
                throw new ProblemException(
                                ProblemType.INVALID_REQUEST, "Sending hours need from and to.")
                        .field("sendingHours", "from and to, such as 09:00 and 18:00");
            return new SendingHours(days, from, to);
        }
    }

    /// @param at local time of the zone, such as 2026-12-01T09:00
    /// @param zone left out: the campaign's
    record Scheduling(
            @NotNull @Nullable @Schema(example = "2026-12-01T09:00") LocalDateTime at,
            @Nullable @Schema(example = "Europe/Berlin") String zone) {
        Schedule schedule(Rules rules) {
            var named = zone == null ? rules.zone() : zoneOf(zone);
            if (named == null) throw withoutZone();
            return new Schedule(Objects.requireNonNull(at), named);
        }
    }

    private static Rules rules(
            Rules former,
            @Nullable String zone,
            @Nullable Hours hours,
            @Nullable FrequencyCap cap,
            @Nullable Languages languages,
            @Nullable Integer perMinute) {
        var changed =
                new Rules(
                        zone == null ? former.zone() : zoneOf(zone),
                        hours == null ? former.sendingHours() : hours.hours(),
                        cap == null ? former.frequencyCap() : cap.isNone() ? null : cap,
                        languages == null ? former.languages() : languages,
                        perMinute == null
                                ? former.messagesPerMinute()
                                : perMinute == 0 ? null : perMinute);
        if (changed.sendingHours() != null && changed.zone() == null) throw withoutZone();
        return changed;
    }

    private static ZoneId zoneOf(String id) {
        if (ZoneId.getAvailableZoneIds().contains(id)) return ZoneId.of(id);
        throw new ProblemException(ProblemType.INVALID_REQUEST, "There is no time zone " + id + ".")
                .field("zone", "a name such as Europe/Berlin or UTC");
    }

    private static ProblemException withoutZone() {
        return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "Say in which time zone the hours are meant, such as Europe/Berlin.")
                .field("zone", "a name such as Europe/Berlin or UTC");
    }

    /// What is left out stays as it is.
    ///
    /// @param version of the campaign as it was read
    /// @param messagesPerMinute 0: as fast as the numbers may
    record Change(
            @NotNull @Nullable @Schema(example = "1") Integer version,
            @Nullable @Size(min = 1, max = MAX_NAME) @Schema(example = "Spring sale") String name,
            @Nullable @Valid TemplateChoice template,
            @Nullable @Size(max = MAX_NUMBERS) List<String> phoneNumberIds,
            @Nullable Audience audience,
            @Nullable Variables variables,
            @Nullable String zone,
            @Nullable @Valid Hours sendingHours,
            @Nullable FrequencyCap frequencyCap,
            @Nullable Languages languages,
            @Nullable @Min(0) @Max(MAX_PER_MINUTE) Integer messagesPerMinute) {
        Draft appliedTo(Draft former, Readiness readiness) {
            return checked(
                    new Draft(
                            name == null || name.isBlank() ? former.name() : name.strip(),
                            template == null ? former.template() : template.key(readiness),
                            phoneNumberIds == null ? former.numbers() : numbers(phoneNumberIds),
                            audience == null ? former.audience() : audience,
                            variables == null ? former.variables() : variables,
                            rules(
                                    former.rules(),
                                    zone,
                                    sendingHours,
                                    frequencyCap,
                                    languages,
                                    messagesPerMinute)));
        }
    }

    private static Draft checked(Draft draft) {
        var problem =
                new ProblemException(ProblemType.INVALID_REQUEST, "Some fields are not valid.");
        var variables = draft.variables().problems();
        variables.forEach(problem::field);
        boolean blankTag = draft.audience().tags().stream().anyMatch(String::isBlank);
        if (blankTag) problem.field("audience.tags", "a tag must not be blank");
        var cap = draft.rules().frequencyCap();
        var capProblem = cap == null ? Optional.<String>empty() : cap.problem();
        capProblem.ifPresent(words -> problem.field("frequencyCap", words));
        if (blankTag || !variables.isEmpty() || capProblem.isPresent()) throw problem;
        draft.audience().condition(); // names what cannot be understood
        return draft;
    }

    private static List<PhoneNumberId> numbers(@Nullable List<String> ids) {
        if (ids == null) return List.of();
        return new LinkedHashSet<>(ids)
                .stream().map(id -> parsed("phoneNumberIds", id, PhoneNumberId::new)).toList();
    }

    private static <T> T parsed(String field, @Nullable String text, Function<String, T> type) {
        try {
            if (text != null) return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, field + " is not valid.")
                    .field(field, String.valueOf(e.getMessage()));
        }
        throw new ProblemException(ProblemType.INVALID_REQUEST, field + " is not valid.")
                .field(field, "must not be null");
    }
}
