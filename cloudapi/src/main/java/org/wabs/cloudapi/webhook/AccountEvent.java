package org.wabs.cloudapi.webhook;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.WabaId;

/// Meta changed something about an account or one of its numbers (Meta's documentation, read
/// 2026-10). A number is only known by `source().displayPhoneNumber()`.
public sealed interface AccountEvent extends WebhookEvent {

    /// @param event ONBOARDING, THROUGHPUT_UPGRADE; older UPGRADE, DOWNGRADE, FLAGGED, UNFLAGGED
    /// @param limit of the portfolio
    record PhoneNumberQualityChanged(
            EventSource source, String event, @Nullable MessagingLimit limit)
            implements AccountEvent {}

    /// @param decision APPROVED, DEFERRED, PENDING, REJECTED
    record PhoneNumberNameChanged(
            EventSource source,
            String decision,
            @Nullable String requestedName,
            @Nullable String rejectionReason)
            implements AccountEvent {}

    record BusinessCapabilityChanged(
            EventSource source,
            @Nullable MessagingLimit limit,
            @Nullable Integer maxNumbersPerWaba,
            @Nullable Integer maxNumbersPerBusiness)
            implements AccountEvent {}

    /// @param event such as ACCOUNT_RESTRICTION, DISABLED_UPDATE, PARTNER_REMOVED
    /// @param banState SCHEDULE_FOR_DISABLE, DISABLE, REINSTATE
    /// @param banDate in words, as Meta writes it
    /// @param partner for PARTNER_* events
    record AccountChanged(
            EventSource source,
            String event,
            List<Restriction> restrictions,
            @Nullable String violationType,
            @Nullable String banState,
            @Nullable String banDate,
            @Nullable Partner partner,
            @Nullable String disconnectionReason,
            @Nullable String country)
            implements AccountEvent {
        public AccountChanged {
            restrictions = List.copyOf(restrictions);
        }

        /// In PARTNER_* events the entry is the partner's business: the account stands inside.
        @Override
        public Optional<WabaId> wabaId() {
            if (partner != null && partner.wabaId() != null) {
                return Optional.of(partner.wabaId());
            }
            return event.startsWith("PARTNER_") ? Optional.empty() : AccountEvent.super.wabaId();
        }
    }

    /// @param type RESTRICTED_BIZ_INITIATED_MESSAGING stops campaigns,
    ///   RESTRICTED_CUSTOMER_INITIATED_MESSAGING replies too
    /// @param expiration as Meta writes it
    record Restriction(String type, @Nullable String expiration, @Nullable String remediation) {}

    record Partner(
            @Nullable WabaId wabaId,
            @Nullable String ownerBusinessId,
            @Nullable String partnerAppId,
            @Nullable String solutionId) {}

    /// @param entityType BUSINESS, PHONE_NUMBER, …
    /// @param severity CRITICAL, WARNING, INFORMATIONAL
    record AccountAlert(
            EventSource source,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String severity,
            @Nullable String status,
            @Nullable String type,
            @Nullable String description)
            implements AccountEvent {}

    /// @param decision APPROVED, REJECTED, PENDING, DEFERRED
    record AccountReviewed(EventSource source, String decision) implements AccountEvent {}

    /// @param event PIN_CHANGED, PIN_RESET_REQUEST, PIN_REQUEST_SUCCESS
    record SecurityEvent(EventSource source, String event, @Nullable String requester)
            implements AccountEvent {}

    /// @param status approved, reserved, deleted
    record UsernameChanged(EventSource source, @Nullable String username, String status)
            implements AccountEvent {}
}
