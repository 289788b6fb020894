package org.wabs.server.contact;

import java.util.Optional;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.identity.OrganizationSettings.Key;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// Of numbers without country code: that of the account which is to write to them, where one is
/// known and has one; else what the organization chose; else the installation's.
final class DefaultCountry {
    static final Key<String> KEY =
            Key.of(
                            "contact.defaultCountry",
                            String.class,
                            "",
                            "Country of phone numbers that are written without a country code (ISO 3166, two letters), unless their account has one of its own; empty for the installation's, WABS_DEFAULT_COUNTRY.")
                    .checked(country ->
                            country.isEmpty() || PhoneNumbers.isCountry(country)
                                    ? null
                                    : "two letters such as US or DE, or empty");

    private final AppDb db;
    private final OrganizationSettings settings;
    private final String installation;

    DefaultCountry(AppDb db, OrganizationSettings settings, String installation) {
        this.db = db;
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

    /// For what an account of the bound organization is to write to.
    ///
    /// @return empty when it has no such account
    Optional<String> ofAccount(String wabaId) {
        return account("waba_id", wabaId);
    }

    /// For what a number of the bound organization is to write to.
    ///
    /// @return empty when it has no such number
    Optional<String> ofNumber(String phoneNumberId) {
        return account("phone_number_id", phoneNumberId);
    }

    private Optional<String> account(String column, String id) {
        return Optional.ofNullable(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(
                                                        "SELECT coalesce(default_country, '') FROM account_country WHERE %s = :id LIMIT 1"
                                                                .formatted(column))
                                                .param("id", id)
                                                .query(String.class)
                                                .optional()
                                                .orElse(null)))
                .map(own -> own.isEmpty() ? get() : own);
    }
}
