package org.wabs.server.template;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A template as people see it.
///
/// @param requestedCategory what was asked for here; absent: it was made elsewhere
/// @param correctCategory what Meta has announced to make of the category
/// @param parameterFormat POSITIONAL or NAMED
/// @param reason why it cannot be sent, in plain words; absent when it can
/// @param changedAt when what is known of it changed last
record TemplateView(
        String account,
        String name,
        String language,
        String status,
        @Nullable Category category,
        @Nullable String requestedCategory,
        @Nullable String correctCategory,
        String parameterFormat,
        @Nullable String quality,
        @Nullable String rejectedReason,
        boolean sendable,
        @Nullable String reason,
        List<TemplateSlotView> slots,
        String body,
        JsonNode components,
        Instant changedAt,
        int version) {
    static TemplateView of(Template template) {
        return new TemplateView(
                template.wabaId().value(),
                template.name().value(),
                template.language().code(),
                template.status(),
                template.category(),
                template.requestedCategory(),
                template.correctCategory(),
                template.parameterFormat(),
                template.quality(),
                template.rejectedReason(),
                template.isSendable(),
                template.notSendableReason(),
                template.slots().stream().map(TemplateSlotView::of).toList(),
                template.bodyText(),
                template.components(),
                template.changedAt(),
                template.version());
    }
}
