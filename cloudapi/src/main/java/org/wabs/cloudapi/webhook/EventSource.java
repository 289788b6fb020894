package org.wabs.cloudapi.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Where an event stood in its body, and its JSON as it came.
///
/// @param entryId a WABA, but for PARTNER_* events the partner's business; empty when missing
/// @param entryTime when Meta made the entry; part of what tells a repeat from a new event
/// @param field of the change; empty when missing
/// @param phoneNumberId null in management fields and in what could not be read
/// @param displayPhoneNumber digits; the only trace of the number in management fields
/// @param array the array in `value` that `raw` was taken from; null when `raw` is the whole value
///   (or more, when broken)
/// @param change the change around it; null when the entry itself is broken
/// @param raw the element alone
public record EventSource(
        String entryId,
        @Nullable Instant entryTime,
        String field,
        @Nullable PhoneNumberId phoneNumberId,
        @Nullable String displayPhoneNumber,
        @Nullable String array,
        @Nullable JsonNode change,
        JsonNode raw) {

    /// A webhook body with this one element, which [WebhookParser] reads as this one event again: a
    /// dead letter keeps it.
    public byte[] asBody() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("object", "whatsapp_business_account");
        ArrayNode entries = root.putArray("entry");
        if (change == null) {
            entries.add(raw);
        } else {
            ObjectNode entry = entries.addObject().put("id", entryId);
            if (entryTime != null) {
                entry.put("time", entryTime.getEpochSecond());
            }
            entry.putArray("changes")
                    .add(array == null ? change : changeOfThisElement(change, array));
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode changeOfThisElement(JsonNode around, String inArray) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : around.properties()) {
            if (!property.getKey().equals("value")) {
                copy.set(property.getKey(), property.getValue());
            }
        }
        ObjectNode value = copy.putObject("value");
        for (Map.Entry<String, JsonNode> property : around.path("value").properties()) {
            if (!ChangeReader.ELEMENT_ARRAYS.contains(property.getKey())) {
                value.set(property.getKey(), property.getValue());
            }
        }
        value.putArray(inArray).add(raw);
        return copy;
    }

    /// Without the JSON: it holds people's messages.
    @Override
    public String toString() {
        return "EventSource[entryId="
                + entryId
                + ", field="
                + field
                + ", phoneNumberId="
                + phoneNumberId
                + "]";
    }
}
