package org.wabs.server.apidocs;

import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Names of types in the description: a nested one carries the name of what it is nested in, since
/// many features have a `View`. Two types of one name stop the generation.
final class SchemaNames extends TypeNameResolver {
    private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        var name = nameOf(type);
        var other = taken.putIfAbsent(name, type);
        if (other != null && other != type)
            throw new IllegalStateException(
                    "%s and %s are both called %s in the API's description: name one by @Schema(name = …)"
                            .formatted(other.getName(), type.getName(), name));
        return name;
    }

    private static String nameOf(Class<?> type) {
        var given = type.getAnnotation(Schema.class);
        if (given != null && !given.name().isEmpty()) return given.name();
        var outer = type.getDeclaringClass();
        if (outer == null) return type.getSimpleName();
        var within = nameOf(outer).replaceFirst("(Routes|Views?|Requests?)$", "");
        var own = type.getSimpleName();
        if (own.startsWith(within)) return own;
        return within.endsWith(own) ? within : within + own;
    }
}
