package org.wabs.simulator.graph;

import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.BusinessScopedId;
import org.wabs.simulator.error.MetaCode;
import org.wabs.simulator.world.PhoneNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What every message has, whatever its type.
///
/// @param to the recipient's digits
/// @param input the recipient as it was written
/// @param byUserId whether the recipient was named by business-scoped user id
record Envelope(
        long to, String input, boolean byUserId, String type, @Nullable String callbackData) {
    private static final int LONGEST_CALLBACK_DATA = 512;
    private static final int LONGEST_NUMBER = 15;
    private static final Set<String> FIELDS =
            Set.of(
                    "messaging_product",
                    "recipient_type",
                    "to",
                    "recipient",
                    "type",
                    "context",
                    "biz_opaque_callback_data",
                    "recipient_identity_key_hash");

    /// @throws Refusal with the code that Meta gives
    static Envelope of(ObjectNode body, PhoneNumber phone) {
        String type = body.path("type").asString("text").toLowerCase(Locale.ROOT);
        if (!FreeFormCheck.knows(type) && !type.equals("template")) {
            throw Refusal.invalid(
                    "Param type must be one of {TEXT, TEMPLATE, IMAGE, ...}, was " + type);
        }
        Set<String> known = new HashSet<>(FIELDS);
        known.add(type);
        onlyKnown(body, known, "message");
        String recipientType = body.path("recipient_type").asString("individual");
        if (!recipientType.equals("individual")) {
            throw Refusal.invalid("recipient_type: only 'individual' is served here");
        }
        String callback = text(body, "biz_opaque_callback_data");
        if (callback != null && callback.length() > LONGEST_CALLBACK_DATA) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE,
                    "biz_opaque_callback_data: at most " + LONGEST_CALLBACK_DATA + " characters");
        }
        String to = text(body, "to");
        String recipient = text(body, "recipient");
        if (to == null && recipient == null) {
            throw Refusal.invalid("The parameter to is required.");
        }
        long digits = to != null ? digits(to) : numberOf(recipient == null ? "" : recipient);
        if (digits == phone.digits()) {
            throw new Refusal(MetaCode.RECIPIENT_IS_SENDER, "Recipient cannot be the sender");
        }
        return new Envelope(
                digits, to != null ? to : String.valueOf(recipient), to == null, type, callback);
    }

    private static long digits(String to) {
        String digits = to.replaceAll("[+() -]", "");
        if (!digits.matches("[1-9][0-9]*") || digits.length() > LONGEST_NUMBER) {
            throw new Refusal(
                    MetaCode.PARAMETER_VALUE, "to: a phone number with its country code is wanted");
        }
        return Long.parseLong(digits);
    }

    private static long numberOf(String userId) {
        OptionalLong number = BusinessScopedId.numberOf(userId);
        return number.orElseThrow(() ->
                new Refusal(
                        MetaCode.BSUID_NOT_USABLE, "recipient: no such business-scoped user id"));
    }

    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Refusal.invalid("Param " + field + " must be a string.");
        }
        return value.asString();
    }

    /// @throws Refusal 100 naming a field that does not belong there
    static void onlyKnown(JsonNode object, Set<String> known, String where) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusal.invalid(
                        "Unexpected key \"" + name + "\" on param \"" + where + "\".");
            }
        }
    }
}
