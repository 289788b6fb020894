package org.wabs.server.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.tenant.OrganizationId;

/// What could not be applied, with a copy of its own.
///
/// @param organization [DeadLetter#NOBODY] where none is known
/// @param element a webhook body with this one element, or the whole body that could not be read
record DeadLetter(
        OrganizationId organization,
        UUID id,
        Kind kind,
        String appKey,
        String wabaId,
        @Nullable String phoneNumberId,
        String field,
        byte[] element,
        String reason,
        Instant receivedAt) {

    static final OrganizationId NOBODY = new OrganizationId(new UUID(0, 0));

    enum Kind {
        NOT_JSON,
        NO_ENTRY,
        MALFORMED,
        FAILED
    }

    static DeadLetter unreadable(Delivery delivery, Kind kind, String why) {
        return new DeadLetter(
                NOBODY,
                Element.idOf(delivery.appKey(), delivery.body()),
                kind,
                delivery.appKey(),
                "",
                null,
                "",
                delivery.body(),
                why,
                delivery.receivedAt());
    }

    static DeadLetter malformed(
            Optional<OrganizationId> organization, Element element, String why) {
        return of(organization.orElse(NOBODY), Kind.MALFORMED, element, why);
    }

    static DeadLetter failed(Sorting.Routed routed, String why) {
        return of(routed.organization(), Kind.FAILED, routed.element(), why);
    }

    private static DeadLetter of(
            OrganizationId organization, Kind kind, Element element, String why) {
        var copy = element.copy();
        return new DeadLetter(
                organization,
                Element.idOf(element.appKey(), copy),
                kind,
                element.appKey(),
                element.wabaId(),
                element.phoneNumberId(),
                element.event().source().field(),
                copy,
                why,
                element.receivedAt());
    }
}
