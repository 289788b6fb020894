package org.wabs.cloudapi.management;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// What Meta tells of an access token (`debug_token`; Meta's documentation, read 2026-10).
///
/// @param type USER, SYSTEM_USER, …
/// @param expiresAt null: never
/// @param dataAccessExpiresAt null: never
/// @param error why it is not valid
public record TokenDetails(
        boolean isValid,
        @Nullable String appId,
        @Nullable String type,
        @Nullable Instant expiresAt,
        @Nullable Instant dataAccessExpiresAt,
        List<String> scopes,
        @Nullable String error) {
    /// Sends messages.
    public static final String MESSAGING = "whatsapp_business_messaging";

    /// Reads accounts and templates, subscribes to webhooks.
    public static final String MANAGEMENT = "whatsapp_business_management";

    public TokenDetails {
        scopes = List.copyOf(scopes);
    }

    /// @param node the answer, with everything in `data`
    public static TokenDetails of(JsonNode node) {
        var data = new Fields(node).object("data");
        return new TokenDetails(
                data.flag("is_valid"),
                data.text("app_id"),
                data.text("type"),
                expiry(data, "expires_at"),
                expiry(data, "data_access_expires_at"),
                data.texts("scopes"),
                data.object("error").text("message"));
    }

    /// 0 stands for never.
    private static @Nullable Instant expiry(Fields data, String field) {
        var at = data.instant(field);
        return at == null || at.getEpochSecond() == 0 ? null : at;
    }
}
