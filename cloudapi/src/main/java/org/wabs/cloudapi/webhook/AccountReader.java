package org.wabs.cloudapi.webhook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.webhook.AccountEvent.AccountAlert;
import org.wabs.cloudapi.webhook.AccountEvent.AccountChanged;
import org.wabs.cloudapi.webhook.AccountEvent.AccountReviewed;
import org.wabs.cloudapi.webhook.AccountEvent.BusinessCapabilityChanged;
import org.wabs.cloudapi.webhook.AccountEvent.Partner;
import org.wabs.cloudapi.webhook.AccountEvent.PhoneNumberNameChanged;
import org.wabs.cloudapi.webhook.AccountEvent.PhoneNumberQualityChanged;
import org.wabs.cloudapi.webhook.AccountEvent.Restriction;
import org.wabs.cloudapi.webhook.AccountEvent.SecurityEvent;
import org.wabs.cloudapi.webhook.AccountEvent.UsernameChanged;

/// Management fields about accounts and numbers, and people's marketing preferences.
final class AccountReader {
    private AccountReader() {}

    static WebhookEvent preference(EventSource source, Fields preference) {
        String waId = preference.text("wa_id");
        String userId = preference.text("user_id");
        if (waId == null && userId == null) {
            return new MalformedElement(source, "wa_id and user_id are missing");
        }
        String value = preference.requiredText("value");
        return new UserPreference(
                source,
                waId,
                userId,
                preference.text("category", "marketing_messages"),
                switch (value.toLowerCase(Locale.ROOT)) {
                    case "stop" -> UserPreference.Value.STOP;
                    case "resume" -> UserPreference.Value.RESUME;
                    case "signup" -> UserPreference.Value.SIGNUP;
                    default -> UserPreference.Value.UNKNOWN;
                },
                value,
                preference.text("detail"),
                preference.text("signup_id"),
                preference.instant("timestamp"));
    }

    static WebhookEvent numberQuality(EventSource source, Fields value) {
        return new PhoneNumberQualityChanged(
                source,
                value.requiredText("event"),
                limit(value, "max_daily_conversations_per_business", "current_limit"));
    }

    static WebhookEvent numberName(EventSource source, Fields value) {
        return new PhoneNumberNameChanged(
                source,
                value.requiredText("decision"),
                value.text("requested_verified_name"),
                value.text("rejection_reason"));
    }

    static WebhookEvent capability(EventSource source, Fields value) {
        return new BusinessCapabilityChanged(
                source,
                limit(
                        value,
                        "max_daily_conversations_per_business",
                        "max_daily_conversation_per_phone"),
                value.small("max_phone_numbers_per_waba"),
                value.small("max_phone_numbers_per_business"));
    }

    static WebhookEvent account(EventSource source, Fields value) {
        Fields ban = value.object("ban_info");
        return new AccountChanged(
                source,
                value.requiredText("event"),
                value.list("restriction_info").stream().map(AccountReader::restriction).toList(),
                value.object("violation_info").text("violation_type"),
                ban.text("waba_ban_state"),
                ban.text("waba_ban_date"),
                partner(value.object("waba_info")),
                value.object("disconnection_info").text("reason"),
                value.text("country"));
    }

    static WebhookEvent alert(EventSource source, Fields value) {
        Fields nested = value.object("alert_info");
        Fields info = nested.isObject() ? nested : value; // older payloads are flat
        return new AccountAlert(
                source,
                value.text("entity_type"),
                value.text("entity_id"),
                info.text("alert_severity"),
                info.text("alert_status"),
                info.text("alert_type"),
                info.text("alert_description"));
    }

    static WebhookEvent review(EventSource source, Fields value) {
        return new AccountReviewed(source, value.requiredText("decision"));
    }

    static WebhookEvent security(EventSource source, Fields value) {
        return new SecurityEvent(source, value.requiredText("event"), value.text("requester"));
    }

    static WebhookEvent username(EventSource source, Fields value) {
        return new UsernameChanged(source, value.text("username"), value.requiredText("status"));
    }

    private static @Nullable MessagingLimit limit(Fields value, String name, String olderName) {
        String text = value.text(name);
        String either = text == null ? value.text(olderName) : text;
        return either == null ? null : MessagingLimit.parse(either).orElse(null);
    }

    private static Restriction restriction(Fields restriction) {
        return new Restriction(
                restriction.text("restriction_type", "UNKNOWN"),
                restriction.text("expiration"),
                restriction.text("remediation"));
    }

    private static @Nullable Partner partner(Fields info) {
        if (!info.isObject()) {
            return null;
        }
        String waba = info.text("waba_id");
        return new Partner(
                waba == null ? null : new WabaId(waba),
                info.text("owner_business_id"),
                info.text("partner_app_id"),
                info.text("solution_id"));
    }
}
