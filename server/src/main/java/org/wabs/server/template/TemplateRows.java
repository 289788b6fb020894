package org.wabs.server.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.management.ComponentDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads rows of `template`. What can be filled is judged anew each time, so a newer version of
/// this product understands what is already stored.
final class TemplateRows {
    static final String COLUMNS =
            "waba_id, name, language, status, category, requested_category, correct_category, parameter_format, quality, rejected_reason, components, changed_at, version";

    private final ObjectMapper json;

    TemplateRows(ObjectMapper json) {
        this.json = json;
    }

    Template template(ResultSet row, int line) throws SQLException {
        var components = json.readTree(row.getString("components"));
        var category = Template.category(row.getString("category")).orElse(null);
        var reading =
                SlotReading.of(
                        ComponentDefinition.listOf(
                                components.valueStream().map(Fields::new).toList()),
                        category,
                        row.getString("parameter_format").equals("NAMED"));
        return new Template(
                new WabaId(row.getString("waba_id")),
                new TemplateName(row.getString("name")),
                new Language(row.getString("language")),
                row.getString("status"),
                category,
                row.getString("requested_category"),
                row.getString("correct_category"),
                row.getString("parameter_format"),
                row.getString("quality"),
                row.getString("rejected_reason"),
                reading.slots(),
                reading.bodyText(),
                components,
                reason(row.getString("status"), row.getString("category"), category, reading),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }

    private static @Nullable String reason(
            String status,
            @Nullable String categoryText,
            @Nullable Category category,
            SlotReading reading) {
        if (status.equals(Template.DELETED)) return "It was deleted at Meta.";
        if (!status.equals(Template.APPROVED))
            return "Meta shows it as " + status + "; only APPROVED templates can be sent.";
        if (category == null)
            return "Its category " + categoryText + " is not known to this version.";
        return reading.obstacle();
    }

    String write(JsonNode components) {
        return json.writeValueAsString(components);
    }

    JsonNode read(String components) {
        return json.readTree(components);
    }
}
