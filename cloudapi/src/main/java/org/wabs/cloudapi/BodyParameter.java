package org.wabs.cloudapi;

import org.jspecify.annotations.Nullable;

/// One variable of a template's body. `name` is null in templates with positional parameters.
public sealed interface BodyParameter {
    record Text(@Nullable String name, String text) implements BodyParameter {}

    /// @param fallback shown where the amount cannot be formatted
    /// @param code ISO 4217
    /// @param amount1000 the amount times 1000
    record Currency(@Nullable String name, String fallback, String code, long amount1000)
            implements BodyParameter {}

    record DateTime(@Nullable String name, String fallback) implements BodyParameter {}
}
