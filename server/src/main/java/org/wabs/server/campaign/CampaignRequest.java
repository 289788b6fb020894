package org.wabs.server.campaign;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
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

    private CampaignRequest() {}

    /// @param wabaId may be left out when only one account has this template
    record TemplateChoice(
            @Nullable String wabaId, @NotBlank String name, @NotBlank String language) {
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

    /// @param phoneNumberIds left out or empty: all numbers of the account
    /// @param audience left out: everybody
    record New(
            @NotBlank @Size(max = MAX_NAME) String name,
            @NotNull @Valid TemplateChoice template,
            @Nullable @Size(max = MAX_NUMBERS) List<String> phoneNumberIds,
            @Nullable Audience audience,
            @Nullable Variables variables) {
        Draft draft(Readiness readiness) {
            return checked(
                    new Draft(
                            name.strip(),
                            template.key(readiness),
                            numbers(phoneNumberIds),
                            audience == null ? Audience.EVERYBODY : audience,
                            variables == null ? Variables.NONE : variables));
        }
    }

    /// What is left out stays as it is.
    ///
    /// @param version of the campaign as it was read
    record Change(
            @NotNull @Nullable Integer version,
            @Nullable @Size(min = 1, max = MAX_NAME) String name,
            @Nullable @Valid TemplateChoice template,
            @Nullable @Size(max = MAX_NUMBERS) List<String> phoneNumberIds,
            @Nullable Audience audience,
            @Nullable Variables variables) {
        Draft appliedTo(Draft former, Readiness readiness) {
            return checked(
                    new Draft(
                            name == null || name.isBlank() ? former.name() : name.strip(),
                            template == null ? former.template() : template.key(readiness),
                            phoneNumberIds == null ? former.numbers() : numbers(phoneNumberIds),
                            audience == null ? former.audience() : audience,
                            variables == null ? former.variables() : variables));
        }
    }

    private static Draft checked(Draft draft) {
        var problem =
                new ProblemException(ProblemType.INVALID_REQUEST, "Some fields are not valid.");
        var variables = draft.variables().problems();
        variables.forEach(problem::field);
        boolean blankTag = draft.audience().tags().stream().anyMatch(String::isBlank);
        if (blankTag) problem.field("audience.tags", "a tag must not be blank");
        if (blankTag || !variables.isEmpty()) throw problem;
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
