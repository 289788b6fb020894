package org.wabs.server.contact;

import java.util.Optional;
import org.wabs.cloudapi.PhoneNumberId;

/// Reads phone numbers as people write them, for those who write to them.
public final class WrittenNumbers {
    private final DefaultCountry country;

    WrittenNumbers(DefaultCountry country) {
        this.country = country;
    }

    /// In the bound organization.
    ///
    /// @param sender number of ours: without a country code, `written` is one of its account's
    ///   country
    /// @return in E.164 form, if it is a valid number
    public Optional<String> e164(String written, PhoneNumberId sender) {
        return PhoneNumbers.parse(
                written, country.ofNumber(sender.value()).orElseGet(country::get));
    }
}
