package org.wabs.server.account;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.tenant.OrganizationId;

/// A connected phone number and what sending from it needs.
///
/// @param messagesPerSecond Meta's throughput, inbound and outbound together
/// @param portfolioId whose numbers share one messaging limit; null when Meta did not tell
/// @param messagingLimit people per 24 hours; null: unlimited
/// @param notReadyReason why it cannot send now, in plain words; null when it can
public record Sender(
        OrganizationId organization,
        PhoneNumberId phoneNumberId,
        WabaId wabaId,
        AccessToken token,
        int messagesPerSecond,
        @Nullable String portfolioId,
        @Nullable Integer messagingLimit,
        @Nullable String notReadyReason) {}
