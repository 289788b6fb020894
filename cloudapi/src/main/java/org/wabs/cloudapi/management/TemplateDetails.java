package org.wabs.cloudapi.management;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// A message template as Meta has it (Meta's documentation, read 2026-10). Identified by (WABA,
/// name, language).
///
/// @param id Meta's, decimal digits
/// @param status only APPROVED can be sent; Meta adds values, so it stays text
/// @param category MARKETING, UTILITY, AUTHENTICATION
/// @param correctCategory what Meta will change the category to
/// @param parameterFormat POSITIONAL (also when absent) or NAMED
/// @param quality GREEN, YELLOW, RED, UNKNOWN
/// @param rejectedReason null when not rejected
public record TemplateDetails(
        String id,
        TemplateName name,
        Language language,
        String status,
        @Nullable String category,
        @Nullable String correctCategory,
        @Nullable String previousCategory,
        @Nullable String subCategory,
        List<ComponentDefinition> components,
        String parameterFormat,
        @Nullable String quality,
        @Nullable String rejectedReason,
        JsonNode raw) {

    public static final String FIELDS =
            "id,name,language,status,category,components,parameter_format,quality_score,rejected_reason,"
                    + "previous_category,correct_category,sub_category,message_send_ttl_seconds";

    public TemplateDetails {
        components = List.copyOf(components);
    }

    public boolean isApproved() {
        return status.equals("APPROVED");
    }

    public boolean isNamed() {
        return parameterFormat.equals("NAMED");
    }

    /// @throws IllegalArgumentException without id, name or language
    public static TemplateDetails of(JsonNode node) {
        var fields = new Fields(node);
        String rejectedReason = fields.text("rejected_reason");
        return new TemplateDetails(
                fields.requiredText("id"),
                new TemplateName(fields.requiredText("name")),
                new Language(language(fields)),
                fields.text("status", "UNKNOWN"),
                fields.text("category"),
                fields.text("correct_category"),
                fields.text("previous_category"),
                fields.text("sub_category"),
                ComponentDefinition.listOf(fields.list("components")),
                fields.text("parameter_format", "POSITIONAL").toUpperCase(Locale.ROOT),
                fields.object("quality_score").text("score"),
                "NONE".equals(rejectedReason) ? null : rejectedReason,
                node);
    }

    /// A plain code in every answer seen; the object form of outgoing messages is read as well.
    private static String language(Fields fields) {
        String code = fields.object("language").text("code");
        return code == null ? fields.requiredText("language") : code;
    }
}
