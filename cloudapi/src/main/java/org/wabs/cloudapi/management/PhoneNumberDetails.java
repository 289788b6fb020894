package org.wabs.cloudapi.management;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// A business phone number as Meta describes it (Meta's documentation, read 2026-10). Any field but
/// the id may be missing.
///
/// @param displayPhoneNumber as Meta prints it, with spaces and dashes
/// @param status only CONNECTED sends
/// @param qualityRating GREEN, YELLOW, RED, NA, UNKNOWN
/// @param messagesPerSecond Meta's throughput, inbound and outbound together
/// @param messagingLimit of the whole portfolio
/// @param onBusinessApp coexistence: also used with the WhatsApp Business app; never register or
///   deregister it
/// @param health null when Meta did not tell
public record PhoneNumberDetails(
        PhoneNumberId id,
        @Nullable String displayPhoneNumber,
        @Nullable String verifiedName,
        @Nullable String status,
        @Nullable String qualityRating,
        int messagesPerSecond,
        @Nullable MessagingLimit messagingLimit,
        @Nullable String nameStatus,
        @Nullable String platformType,
        @Nullable String codeVerificationStatus,
        @Nullable String accountMode,
        boolean onBusinessApp,
        @Nullable HealthStatus health,
        JsonNode raw) {

    public static final String FIELDS =
            "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,"
                    + "account_mode,platform_type,throughput,whatsapp_business_manager_messaging_limit,is_on_biz_app,health_status";

    /// Messages a second, Meta, "throughput" (2026-02): by default, after the upgrade, with
    /// coexistence.
    private static final int STANDARD = 80;

    private static final int HIGH = 1000;
    private static final int COEXISTENCE = 20;

    public boolean isConnected() {
        return "CONNECTED".equals(status);
    }

    public static PhoneNumberDetails of(JsonNode node) {
        var fields = new Fields(node);
        boolean onBusinessApp = fields.flag("is_on_biz_app");
        return new PhoneNumberDetails(
                new PhoneNumberId(fields.requiredText("id")),
                fields.text("display_phone_number"),
                fields.text("verified_name"),
                fields.text("status"),
                fields.text("quality_rating"),
                onBusinessApp
                        ? COEXISTENCE
                        : throughput(fields.object("throughput").text("level", "")),
                messagingLimit(fields),
                fields.text("name_status"),
                fields.text("platform_type"),
                fields.text("code_verification_status"),
                fields.text("account_mode"),
                onBusinessApp,
                fields.has("health_status") ? HealthStatus.of(node) : null,
                node);
    }

    /// Unknown levels count as standard: sending too slowly is the cheaper mistake.
    private static int throughput(String level) {
        return level.equals("HIGH") ? HIGH : STANDARD;
    }

    static @Nullable MessagingLimit messagingLimit(Fields fields) {
        String tier = fields.text("whatsapp_business_manager_messaging_limit");
        String older = tier == null ? fields.text("messaging_limit_tier") : tier;
        return older == null ? null : MessagingLimit.parse(older).orElse(null);
    }
}
