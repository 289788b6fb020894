package org.wabs.cloudapi.webhook;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateCategoryChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateComponentsChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateQualityChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateRef;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateStatusChanged;

/// Management fields about templates.
final class TemplateReader {
    private TemplateReader() {}

    static WebhookEvent status(EventSource source, Fields change, Fields value) {
        Fields other = value.object("other_info");
        Fields inside = value.object("rejection_info");
        Fields rejection =
                inside.isObject() ? inside : change.object("rejection_info"); // seen in both places
        String reason = value.text("reason");
        return new TemplateStatusChanged(
                source,
                template(value),
                value.requiredText("event"),
                "NONE".equals(reason) ? null : reason,
                value.text("message_template_category"),
                other.text("title"),
                other.text("description"),
                value.object("disable_info").text("disable_date"),
                rejection.text("reason"),
                rejection.text("recommendation"));
    }

    static WebhookEvent quality(EventSource source, Fields value) {
        return new TemplateQualityChanged(
                source,
                template(value),
                value.text("previous_quality_score"),
                value.requiredText("new_quality_score"));
    }

    static WebhookEvent components(EventSource source, Fields value) {
        return new TemplateComponentsChanged(source, template(value));
    }

    static WebhookEvent category(EventSource source, Fields value) {
        return new TemplateCategoryChanged(
                source,
                template(value),
                value.text("previous_category"),
                value.text("new_category"),
                value.text("correct_category"));
    }

    /// By id, or by name and language: one of them must be there.
    private static TemplateRef template(Fields value) {
        String name = value.text("message_template_name");
        String language = value.text("message_template_language");
        boolean named = name != null && language != null;
        String id =
                named
                        ? value.text("message_template_id")
                        : value.requiredText("message_template_id");
        return new TemplateRef(
                id, name == null ? null : new TemplateName(name), languageOf(language));
    }

    private static @Nullable Language languageOf(@Nullable String code) {
        return code == null || code.isEmpty() ? null : new Language(code);
    }
}
