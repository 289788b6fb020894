package org.wabs.server.contact;

import java.util.Locale;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;

/// What the settings say about contacts.
public final class ContactSettings {
    private ContactSettings() {}

    /// Notes what is wrong.
    public static void check(Settings settings) {
        var country = country(settings);
        if (!PhoneNumbers.isCountry(country))
            settings.mistake(
                    Setting.WABS_DEFAULT_COUNTRY,
                    "is '"
                            + country
                            + "' but must be a country in two letters (ISO 3166) such as US or DE");
    }

    /// Country of numbers without a country code, two letters.
    static String country(Settings settings) {
        return settings.text(Setting.WABS_DEFAULT_COUNTRY).strip().toUpperCase(Locale.ROOT);
    }
}
