package org.wabs.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A template in one language, at one moment. A change makes a new value.
///
/// @param id decimal, above 2^53 as Meta's are
/// @param status `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED`, ...
/// @param quality `GREEN`, `YELLOW`, `RED` or `UNKNOWN`
/// @param rejectedReason `NONE` when it is not rejected
/// @param format `POSITIONAL` or `NAMED`
/// @param holding whether sends are held for pacing
public record Template(
        String id,
        String name,
        String language,
        String category,
        String status,
        String quality,
        String rejectedReason,
        String format,
        boolean holding,
        ArrayNode components,
        TemplateShape shape) {

    /// What names a template within its WABA.
    public record Key(String name, String language) {}

    /// @param spec `name`, `language`, `category`, `components`, and optionally `status`,
    ///   `quality_score`, `rejected_reason`, `parameter_format`, as Meta prints them
    static Template of(String wabaId, ObjectNode spec) {
        String name = spec.path("name").asString("");
        String language = spec.path("language").asString("");
        String format = upper(spec, "parameter_format", "POSITIONAL");
        ArrayNode components = (ArrayNode) spec.path("components").deepCopy();
        return new Template(
                idOf(wabaId, name, language),
                name,
                language,
                upper(spec, "category", "UTILITY"),
                upper(spec, "status", "PENDING"),
                upper(spec, "quality_score", "UNKNOWN"),
                upper(spec, "rejected_reason", "NONE"),
                format,
                spec.path("holding").asBoolean(false),
                components,
                TemplateShape.of(components, format));
    }

    /// The template as [#of] reads it.
    ObjectNode spec() {
        ObjectNode spec = Json.object();
        spec.put("name", name).put("language", language).put("category", category);
        spec.put("status", status).put("quality_score", quality);
        spec.put("rejected_reason", rejectedReason).put("parameter_format", format);
        spec.put("holding", holding).set("components", components.deepCopy());
        return spec;
    }

    public Key key() {
        return new Key(name, language);
    }

    public boolean sendable() {
        return status.equals("APPROVED");
    }

    public boolean marketing() {
        return category.equals("MARKETING");
    }

    public Template withStatus(String newStatus) {
        return new Template(
                id,
                name,
                language,
                category,
                newStatus,
                quality,
                newStatus.equals("APPROVED") ? "NONE" : rejectedReason,
                format,
                false,
                components,
                shape);
    }

    public Template withHolding(boolean held) {
        return new Template(
                id,
                name,
                language,
                category,
                status,
                quality,
                rejectedReason,
                format,
                held,
                components,
                shape);
    }

    public Template withQuality(String newQuality) {
        return new Template(
                id,
                name,
                language,
                category,
                status,
                newQuality,
                rejectedReason,
                format,
                holding,
                components,
                shape);
    }

    private static String upper(ObjectNode spec, String field, @Nullable String otherwise) {
        return spec.path(field).asString(otherwise).toUpperCase(java.util.Locale.ROOT);
    }

    private static String idOf(String wabaId, String name, String language) {
        byte[] key = (wabaId + "/" + name + "/" + language).getBytes(StandardCharsets.UTF_8);
        long hash = UUID.nameUUIDFromBytes(key).getLeastSignificantBits() & Long.MAX_VALUE;
        return Long.toString(10_000_000_000_000_000L + hash % 90_000_000_000_000_000L);
    }
}
