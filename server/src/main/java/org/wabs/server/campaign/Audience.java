package org.wabs.server.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a campaign is for.
///
/// @param tags people who carry any of them; empty: everybody
record Audience(List<String> tags) {
    static final Audience EVERYBODY = new Audience(List.of());

    Audience(@Nullable List<String> tags) {
        this.tags = tags == null ? List.of() : tags.stream().distinct().toList();
    }
}
