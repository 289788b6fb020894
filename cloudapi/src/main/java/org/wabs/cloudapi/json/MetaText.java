package org.wabs.cloudapi.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Text that a database can store: PostgreSQL takes neither U+0000 nor half of a surrogate pair,
/// and WhatsApp users can send both.
public final class MetaText {
    private static final char REPLACEMENT = '\uFFFD';

    private MetaText() {}

    /// @return `text` without NUL and with lone surrogates replaced by U+FFFD; the same object when
    ///   there was nothing to do
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleanFrom(text, i);
            }
        }
        return text;
    }

    /// The same for all texts and names of a JSON tree, which is copied.
    public static JsonNode clean(JsonNode node) {
        var nodes = JsonNodeFactory.instance;
        if (node.isString()) {
            return nodes.stringNode(clean(node.stringValue()));
        }
        if (node.isArray()) {
            var array = nodes.arrayNode();
            for (JsonNode element : node) {
                array.add(clean(element));
            }
            return array;
        }
        if (node.isObject()) {
            var object = nodes.objectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                object.set(clean(property.getKey()), clean(property.getValue()));
            }
            return object;
        }
        return node;
    }

    private static String cleanFrom(String text, int start) {
        var out = new StringBuilder(text.length()).append(text, 0, start);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append(REPLACEMENT);
            } else if (c != 0) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
