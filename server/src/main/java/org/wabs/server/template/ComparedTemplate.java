package org.wabs.server.template;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is stored and compared of a template.
record ComparedTemplate(
        Key key,
        String metaId,
        String status,
        @Nullable String category,
        @Nullable String correctCategory,
        String parameterFormat,
        @Nullable String quality,
        @Nullable String rejectedReason,
        JsonNode components,
        OffsetDateTime changedAt,
        Told told) {

    record Key(String name, String language) {}

    /// When a webhook last told it.
    record Told(
            @Nullable OffsetDateTime statusAt,
            @Nullable OffsetDateTime categoryAt,
            @Nullable OffsetDateTime qualityAt) {
        static final Told NEVER = new Told(null, null, null);
    }

    /// With the other's of what Meta decides, as far as it was told since.
    ComparedTemplate with(ComparedTemplate other, OffsetDateTime since) {
        boolean ofStatus = isAfter(other.told.statusAt, since);
        boolean ofCategory = isAfter(other.told.categoryAt, since);
        boolean ofQuality = isAfter(other.told.qualityAt, since);
        return new ComparedTemplate(
                key,
                metaId,
                ofStatus ? other.status : status,
                ofCategory ? other.category : category,
                ofCategory ? other.correctCategory : correctCategory,
                parameterFormat,
                ofQuality ? other.quality : quality,
                ofStatus ? other.rejectedReason : rejectedReason,
                components,
                changedAt,
                told);
    }

    private static boolean isAfter(@Nullable OffsetDateTime at, OffsetDateTime since) {
        return at != null && at.isAfter(since);
    }

    List<String> differences(ComparedTemplate other) {
        var fields = new ArrayList<String>();
        compare(fields, "id", metaId, other.metaId);
        compare(fields, "status", status, other.status);
        compare(fields, "category", category, other.category);
        compare(fields, "correctCategory", correctCategory, other.correctCategory);
        compare(fields, "parameterFormat", parameterFormat, other.parameterFormat);
        compare(fields, "quality", quality, other.quality);
        compare(fields, "rejectedReason", rejectedReason, other.rejectedReason);
        compare(fields, "components", components, other.components);
        return fields;
    }

    private static void compare(
            List<String> fields, String name, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) fields.add(name);
    }
}
