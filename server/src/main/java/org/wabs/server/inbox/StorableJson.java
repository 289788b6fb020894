package org.wabs.server.inbox;

import java.util.Map;
import org.wabs.cloudapi.json.MetaText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// JSON that PostgreSQL's jsonb takes: without NUL and halves of surrogate pairs. The raw webhook
/// keeps them.
final class StorableJson {
    private StorableJson() {}

    static JsonNode of(JsonNode node) {
        var nodes = JsonNodeFactory.instance;
        if (node.isString()) return nodes.stringNode(MetaText.clean(node.stringValue()));
        if (node.isArray()) {
            var array = nodes.arrayNode();
            for (JsonNode element : node) array.add(of(element));
            return array;
        }
        if (node.isObject()) {
            var object = nodes.objectNode();
            for (Map.Entry<String, JsonNode> property : node.properties())
                object.set(MetaText.clean(property.getKey()), of(property.getValue()));
            return object;
        }
        return node;
    }
}
