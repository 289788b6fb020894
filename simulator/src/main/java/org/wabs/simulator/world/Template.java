package org.wabs.simulator.world;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
/// @param inReview whether a review is on its way
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
        boolean inReview,
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
                spec.path("in_review").asBoolean(false),
                components,
                TemplateShape.of(components, format));
    }

    /// The template as [#of] reads it.
    ObjectNode spec() {
        ObjectNode spec = Json.object();
        spec.put("name", name).put("language", language).put("category", category);
        spec.put("status", status).put("quality_score", quality);
        spec.put("rejected_reason", rejectedReason).put("parameter_format", format);
        spec.put("holding", holding)
                .put("in_review", inReview)
                .set("components", components.deepCopy());
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

    /// A template as a business submits it: to be reviewed.
    ///
    /// @param spec `name`, `language`, `category`, `components` and optionally `parameter_format`
    public static Template submitted(String wabaId, ObjectNode spec) {
        ObjectNode clean = spec.deepCopy();
        clean.remove(List.of("status", "quality_score", "rejected_reason", "holding"));
        return of(wabaId, clean.put("in_review", true));
    }

    public Template withStatus(String newStatus) {
        String reason = newStatus.equals("APPROVED") ? "NONE" : rejectedReason;
        return with(category, newStatus, quality, reason, false);
    }

    public Template rejected(String reason) {
        return with(category, "REJECTED", quality, reason, false);
    }

    public Template withCategory(String newCategory) {
        return with(newCategory, status, quality, rejectedReason, holding);
    }

    public Template withHolding(boolean held) {
        return with(category, status, quality, rejectedReason, held);
    }

    public Template withQuality(String newQuality) {
        return with(category, status, newQuality, rejectedReason, holding);
    }

    private Template with(
            String newCategory,
            String newStatus,
            String newQuality,
            String newReason,
            boolean held) {
        return new Template(
                id,
                name,
                language,
                newCategory,
                newStatus,
                newQuality,
                newReason,
                format,
                held,
                inReview && newStatus.equals("PENDING"),
                components,
                shape);
    }

    private static String upper(ObjectNode spec, String field, String otherwise) {
        return spec.path(field).asString(otherwise).toUpperCase(Locale.ROOT);
    }

    private static String idOf(String wabaId, String name, String language) {
        byte[] key = (wabaId + "/" + name + "/" + language).getBytes(StandardCharsets.UTF_8);
        long hash = UUID.nameUUIDFromBytes(key).getLeastSignificantBits() & Long.MAX_VALUE;
        return Long.toString(10_000_000_000_000_000L + hash % 90_000_000_000_000_000L);
    }
}
