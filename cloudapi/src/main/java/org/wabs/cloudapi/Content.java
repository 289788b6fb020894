package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message says. All but templates need an open 24 h customer service window. `toString`
/// never shows texts or parameters.
public sealed interface Content {

    /// Free text.
    ///
    /// @param body 1 to 4096 characters
    /// @param previewUrl show a preview of the first http(s) link
    record Text(String body, boolean previewUrl) implements Content {
        public Text {
            if (body.isBlank() || body.codePointCount(0, body.length()) > MessageLimits.TEXT) {
                throw new IllegalArgumentException(
                        "text: 1 to " + MessageLimits.TEXT + " characters");
            }
        }

        @Override
        public String toString() {
            return "Text[" + body.length() + " characters]";
        }
    }

    /// An approved template with what fills it; `components` is empty when nothing varies.
    record Template(TemplateName name, Language language, List<TemplateComponent> components)
            implements Content {
        public Template {
            components = List.copyOf(components);
        }

        @Override
        public String toString() {
            return "Template[" + name + " " + language + "]";
        }
    }

    /// An image, a video, a voice message, …
    ///
    /// @param caption none for audio and stickers
    /// @param filename documents only: its ending decides the icon
    /// @param voice audio only: shown as a voice message, which takes .ogg with OPUS
    record Media(
            MediaKind kind,
            MediaReference media,
            @Nullable String caption,
            @Nullable String filename,
            boolean voice)
            implements Content {
        @Override
        public String toString() {
            return "Media[" + kind + "]";
        }
    }

    /// @param latitude decimal degrees
    record Location(
            double latitude, double longitude, @Nullable String name, @Nullable String address)
            implements Content {
        public Location {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException(
                        "location: latitude -90 to 90, longitude -180 to 180");
            }
        }

        @Override
        public String toString() {
            return "Location[]";
        }
    }

    record Contacts(List<ContactCard> cards) implements Content {
        public Contacts {
            cards = List.copyOf(cards);
            if (cards.isEmpty()) {
                throw new IllegalArgumentException("contacts: at least one");
            }
        }

        @Override
        public String toString() {
            return "Contacts[" + cards.size() + "]";
        }
    }

    /// @param target at most 30 days old and no reaction itself
    /// @param emoji null takes an earlier reaction back
    record Reaction(Wamid target, @Nullable String emoji) implements Content {}

    /// Buttons, lists, links, forms, products.
    ///
    /// @param body all but a single product and a carousel of its own need one
    record Interactive(
            @Nullable InteractiveHeader header,
            @Nullable String body,
            @Nullable String footer,
            InteractiveAction action)
            implements Content {
        @Override
        public String toString() {
            return "Interactive[" + action.type() + "]";
        }
    }
}
