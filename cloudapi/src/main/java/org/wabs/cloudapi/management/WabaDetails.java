package org.wabs.cloudapi.management;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// A WhatsApp Business Account as Meta describes it (Meta's documentation, read 2026-10). Any field
/// but the id may be missing.
///
/// @param currency ISO 4217; cannot be changed at Meta
/// @param timezoneId Meta's own number of a time zone
/// @param ownerBusinessId the business portfolio, which shares one messaging limit
public record WabaDetails(
        WabaId id,
        @Nullable String name,
        @Nullable String currency,
        @Nullable String timezoneId,
        @Nullable String country,
        @Nullable String status,
        @Nullable String accountReviewStatus,
        @Nullable String businessVerificationStatus,
        @Nullable String ownershipType,
        @Nullable String templateNamespace,
        @Nullable String ownerBusinessId,
        @Nullable String ownerBusinessName,
        @Nullable MessagingLimit messagingLimit,
        JsonNode raw) {

    public static final String FIELDS =
            "id,name,currency,timezone_id,country,account_review_status,business_verification_status,ownership_type,"
                    + "status,message_template_namespace,owner_business_info,whatsapp_business_manager_messaging_limit";

    public static WabaDetails of(JsonNode node) {
        var fields = new Fields(node);
        Fields owner = fields.object("owner_business_info");
        return new WabaDetails(
                new WabaId(fields.requiredText("id")),
                fields.text("name"),
                fields.text("currency"),
                fields.text("timezone_id"),
                fields.text("country"),
                fields.text("status"),
                fields.text("account_review_status"),
                fields.text("business_verification_status"),
                fields.text("ownership_type"),
                fields.text("message_template_namespace"),
                owner.text("id"),
                owner.text("name"),
                PhoneNumberDetails.messagingLimit(fields),
                node);
    }
}
