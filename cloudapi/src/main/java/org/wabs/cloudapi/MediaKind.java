package org.wabs.cloudapi;

import java.util.Locale;

/// As what a medium is sent or received.
public enum MediaKind {
    IMAGE,
    VIDEO,
    DOCUMENT,
    AUDIO,
    STICKER;

    /// Meta's name of the type and of its JSON object: `image`.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
