package org.wabs.simulator.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as the simulator reads and writes it.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode parse(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// Reads a record; unknown and ill-typed fields are the caller's mistake.
    ///
    /// @throws BadRequest naming the field
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof BadRequest cause) {
                throw cause;
            }
            throw new BadRequest(e.getOriginalMessage());
        }
    }

    /// A copy of `present` with the fields of `change`; a field that `present` does not know is the
    /// caller's mistake.
    ///
    /// @throws BadRequest naming the field and the known ones
    public static <T> T merge(Object present, ObjectNode change, Class<T> type) {
        ObjectNode merged = (ObjectNode) tree(present);
        for (String name : change.propertyNames()) {
            if (!merged.has(name)) {
                List<String> known = new ArrayList<>(merged.propertyNames());
                throw new BadRequest(name + ": unknown; known are " + known);
            }
            merged.set(name, change.get(name));
        }
        return read(merged, type);
    }
}
