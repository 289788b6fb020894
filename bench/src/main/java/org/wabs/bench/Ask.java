package org.wabs.bench;

import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param body of a POST; a GET has none
record Ask(String path, @Nullable String body) {
    static Ask get(String path) {
        return new Ask(path, null);
    }

    static Ask post(String path, String body) {
        return new Ask(path, body);
    }
}
