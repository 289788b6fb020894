package org.wabs.cloudapi;

import org.jspecify.annotations.Nullable;

/// What fills the header of a template: one variable text, a medium, a place or a product.
public sealed interface HeaderParameter {
    /// @param name null in templates with positional parameters
    record Text(@Nullable String name, String text) implements HeaderParameter {}

    record Image(MediaReference media) implements HeaderParameter {}

    record Video(MediaReference media) implements HeaderParameter {}

    /// @param filename its ending decides the icon
    record Document(MediaReference media, @Nullable String filename) implements HeaderParameter {}

    /// Marketing Messages API only.
    record Gif(MediaReference media) implements HeaderParameter {}

    /// @param latitude decimal degrees, as text: that is how Meta takes it in templates
    record Location(
            String latitude, String longitude, @Nullable String name, @Nullable String address)
            implements HeaderParameter {}

    record Product(String catalogId, String productRetailerId) implements HeaderParameter {}
}
