package org.wabs.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One message that the simulator truly accepted.
///
/// @param callbackData `<message id>.<attempt>` as we sent it along
/// @param to E.164
/// @param acknowledged statuses whose webhook we answered with 200
public record LedgerMessage(
        String wamid, String to, @Nullable String callbackData, List<String> acknowledged) {

    static LedgerMessage of(JsonNode json) {
        var acknowledged = new ArrayList<String>();
        for (var status : json.path("statuses")) {
            if (status.path("acknowledged").asBoolean(false))
                acknowledged.add(status.path("status").asString(""));
        }
        return new LedgerMessage(
                json.path("wamid").asString(""),
                json.path("to").asString(""),
                json.path("callbackData").asString(null),
                acknowledged);
    }

    /// Our message that it claims to be.
    Optional<UUID> messageId() {
        if (callbackData == null || callbackData.lastIndexOf('.') < 0) return Optional.empty();
        try {
            return Optional.of(
                    UUID.fromString(callbackData.substring(0, callbackData.lastIndexOf('.'))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// 1 when the callback data does not tell.
    int attempt() {
        if (callbackData == null) return 1;
        try {
            return Integer.parseInt(callbackData.substring(callbackData.lastIndexOf('.') + 1));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
