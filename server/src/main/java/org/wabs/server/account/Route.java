package org.wabs.server.account;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.tenant.OrganizationId;

/// Whose webhook it is.
///
/// @param phoneNumberId null when the webhook names no number
public record Route(
        OrganizationId organization, WabaId waba, @Nullable PhoneNumberId phoneNumberId) {}
