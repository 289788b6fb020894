package org.wabs.cloudapi.management;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// Meta's answer to a new template (Meta's documentation, read 2026-10).
///
/// @param status PENDING as a rule; APPROVED and REJECTED may come at once
/// @param category what Meta files it under, which may not be the one asked for
public record CreatedTemplate(String id, String status, @Nullable String category) {
    public static CreatedTemplate of(JsonNode node) {
        var fields = new Fields(node);
        return new CreatedTemplate(
                fields.requiredText("id"),
                fields.text("status", "PENDING"),
                fields.text("category"));
    }
}
