package org.wabs.server.template;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import tools.jackson.databind.JsonNode;

/// A template of a connected account, as last read from Meta.
///
/// @param status Meta's; only APPROVED can be sent
/// @param category null when this version does not know Meta's word
/// @param requestedCategory what was asked for here; null when it was made elsewhere
/// @param correctCategory what Meta has announced to make of the category
/// @param parameterFormat POSITIONAL or NAMED
/// @param quality GREEN, YELLOW, RED, UNKNOWN
/// @param slots what a message needs; of a template that cannot be filled, those that are
///   understood
/// @param bodyText as approved, with its variables
/// @param components Meta's JSON
/// @param notSendableReason in plain words; null when it can be sent
/// @param changedAt when what we know of it changed last
/// @param version one more with every change
public record Template(
        WabaId wabaId,
        TemplateName name,
        Language language,
        String status,
        @Nullable Category category,
        @Nullable String requestedCategory,
        @Nullable String correctCategory,
        String parameterFormat,
        @Nullable String quality,
        @Nullable String rejectedReason,
        List<Slot> slots,
        String bodyText,
        JsonNode components,
        @Nullable String notSendableReason,
        Instant changedAt,
        int version) {
    static final String APPROVED = "APPROVED";
    static final String DELETED = "DELETED";

    public Template {
        slots = List.copyOf(slots);
    }

    public boolean isSendable() {
        return notSendableReason == null;
    }

    /// What a campaign freezes.
    ///
    /// @throws ProblemException when it cannot be sent
    public TemplateSnapshot snapshot() {
        if (notSendableReason != null || category == null)
            throw new ProblemException(
                    ProblemType.TEMPLATE_NOT_SENDABLE,
                    name + " (" + language + "): " + notSendableReason);
        return new TemplateSnapshot(name, language, category, slots, bodyText);
    }

    static Optional<Category> category(@Nullable String text) {
        for (var category : Category.values()) {
            if (category.name().equals(text)) return Optional.of(category);
        }
        return Optional.empty();
    }
}
