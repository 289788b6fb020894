package org.wabs.bench;

import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param body a GET has none
record Ask(String method, String path, @Nullable String body) {
    static Ask get(String path) {
        return new Ask("GET", path, null);
    }

    static Ask post(String path, String body) {
        return new Ask("POST", path, body);
    }

    static Ask patch(String path, String body) {
        return new Ask("PATCH", path, body);
    }
}
