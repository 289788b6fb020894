package org.wabs.server.apidocs;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the example of a request's body together from the examples of its fields.
@SuppressWarnings("rawtypes")
final class Examples {
    private static final int DEEPEST = 8;

    private final Map<String, Schema> all;

    Examples(Map<String, Schema> all) {
        this.all = all;
    }

    /// @return empty when a required field has no example and none follows from its type
    Optional<Object> of(Schema<?> schema) {
        return Optional.ofNullable(example(schema, 0));
    }

    private @Nullable Object example(Schema<?> schema, int depth) {
        if (depth > DEEPEST) return null;
        if (schema.getExample() != null) return schema.getExample();
        if (schema.getExamples() != null && !schema.getExamples().isEmpty())
            return schema.getExamples().getFirst();
        if (schema.getConst() != null) return schema.getConst();
        if (schema.getDefault() != null) return schema.getDefault();
        if (schema.getEnum() != null && !schema.getEnum().isEmpty())
            return schema.getEnum().getFirst();
        if (schema.get$ref() != null) return example(target(schema), depth + 1);
        if (schema.getOneOf() != null) return example(schema.getOneOf().getFirst(), depth + 1);
        if (schema.getProperties() != null) return object(schema, depth);
        if (schema.getItems() != null) {
            var item = example(schema.getItems(), depth + 1);
            return item == null ? null : List.of(item);
        }
        return types(schema).contains("boolean") ? Boolean.FALSE : null;
    }

    private Schema<?> target(Schema<?> schema) {
        var ref = schema.get$ref();
        return all.get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static List<String> types(Schema<?> schema) {
        if (schema.getTypes() != null) return List.copyOf(schema.getTypes());
        return schema.getType() == null ? List.of() : List.of(schema.getType());
    }

    private @Nullable Object object(Schema<?> schema, int depth) {
        var example = new LinkedHashMap<String, Object>();
        var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
        var missing = new ArrayList<String>();
        schema.getProperties()
                .forEach((name, property) -> {
                    if ("binary".equals(property.getFormat())) return;
                    var value = example(property, depth + 1);
                    if (value != null && (required.contains(name) || isSaid(property)))
                        example.put(name, value);
                    else if (required.contains(name)) missing.add(name);
                });
        return missing.isEmpty() ? example : null;
    }

    /// What may be left out is shown only where somebody wrote an example for it.
    private boolean isSaid(Schema<?> property) {
        if (property.get$ref() != null) return isSaid(target(property));
        return property.getExample() != null
                || (property.getExamples() != null && !property.getExamples().isEmpty());
    }
}
