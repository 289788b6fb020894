package org.wabs.server.contact;

import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.identity.OrganizationSettings.Key;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// Of numbers without country code: what the organization chose, else the installation's.
final class DefaultCountry {
    static final Key<String> KEY =
            Key.of(
                            "contact.defaultCountry",
                            String.class,
                            "",
                            "Country of phone numbers that are written without a country code (ISO 3166, two letters); empty for the installation's, WABS_DEFAULT_COUNTRY.")
                    .checked(country ->
                            country.isEmpty() || PhoneNumbers.isCountry(country)
                                    ? null
                                    : "two letters such as US or DE, or empty");

    private final OrganizationSettings settings;
    private final String installation;

    DefaultCountry(OrganizationSettings settings, String installation) {
        this.settings = settings;
        this.installation = installation;
    }

    String of(OrganizationId organization) {
        var chosen = settings.get(organization, KEY);
        return chosen.isEmpty() ? installation : chosen;
    }

    /// Of the bound organization.
    String get() {
        return of(Tenant.current());
    }
}
