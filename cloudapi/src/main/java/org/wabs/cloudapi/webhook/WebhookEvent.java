package org.wabs.cloudapi.webhook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import tools.jackson.databind.JsonNode;

/// One element of a webhook.
public sealed interface WebhookEvent
        permits InboundMessage,
                StatusReport,
                NumberError,
                TemplateEvent,
                AccountEvent,
                UserPreference,
                CoexistenceEvent,
                UnknownEvent,
                MalformedElement {

    EventSource source();

    /// A WABA, but for PARTNER_* events the partner's business.
    default String entryId() {
        return source().entryId();
    }

    default @Nullable PhoneNumberId phoneNumberId() {
        return source().phoneNumberId();
    }

    default JsonNode raw() {
        return source().raw();
    }

    /// The account it belongs to, as far as the body tells.
    default Optional<WabaId> wabaId() {
        String id = entryId();
        boolean digits =
                !id.isEmpty()
                        && id.length() <= 32
                        && id.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(new WabaId(id)) : Optional.empty();
    }
}
