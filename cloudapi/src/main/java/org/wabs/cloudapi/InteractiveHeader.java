package org.wabs.cloudapi;

/// What stands above an interactive message.
public sealed interface InteractiveHeader {
    /// @param text 1 to 60 characters
    record Text(String text) implements InteractiveHeader {
        @Override
        public String toString() {
            return "Text[]";
        }
    }

    /// @param kind image, video or document
    record Media(MediaKind kind, MediaReference media) implements InteractiveHeader {
        public Media {
            if (kind == MediaKind.AUDIO || kind == MediaKind.STICKER) {
                throw new IllegalArgumentException("header: text, image, video or document");
            }
        }
    }
}
