package org.wabs.cloudapi;

import java.util.List;

/// What a message says. `toString` never shows texts or parameters.
public sealed interface Content {

    /// Free text, only inside the 24 h customer service window.
    ///
    /// @param body 1 to 4096 characters
    /// @param previewUrl show a preview of the first http(s) link
    record Text(String body, boolean previewUrl) implements Content {
        /// Meta, text messages.
        public static final int MAX_BODY = 4096;

        public Text {
            if (body.isBlank() || body.codePointCount(0, body.length()) > MAX_BODY) {
                throw new IllegalArgumentException("text: 1 to " + MAX_BODY + " characters");
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
}
