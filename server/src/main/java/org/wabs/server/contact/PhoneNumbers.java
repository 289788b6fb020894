package org.wabs.server.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Phone numbers as people write them.
final class PhoneNumbers {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern WRITTEN =
            Pattern.compile("[+＋]?[\\p{Nd}\\p{Zs}()\\[\\].,/\\-\\p{Pd}\u200e\u200f\u202a-\u202e]+");
    private static final int FEWEST_DIGITS = 5;

    private PhoneNumbers() {}

    static boolean isCountry(String country) {
        return NUMBERS.getSupportedRegions().contains(country);
    }

    /// @param country of numbers without country code (ISO 3166)
    /// @return the number as E.164, if it is a valid one
    static Optional<String> parse(String written, String country) {
        // a spreadsheet's mark for "this is text"
        var text = written.startsWith("'") ? written.substring(1) : written;
        if (!WRITTEN.matcher(text).matches()) return Optional.empty();
        var inCountry = valid(text, country);
        if (inCountry.isPresent()) return inCountry;
        var digits = digits(text);
        if (digits.length() < FEWEST_DIGITS) return Optional.empty();
        // "4915…" without its plus, "0049…" where 00 is not how one dials abroad
        var international = digits.startsWith("00") ? digits.substring(2) : digits;
        return valid(RecipientKey.of(international).value(), country);
    }

    private static Optional<String> valid(String text, String country) {
        try {
            var number = NUMBERS.parse(text, country);
            if (number.hasExtension() || !NUMBERS.isValidNumber(number)) return Optional.empty();
            return Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    static String digits(String text) {
        var digits = new StringBuilder();
        text.codePoints()
                .filter(Character::isDigit)
                .forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    /// Country of a number as E.164, null if none can be told (or it is no number).
    static @Nullable String country(String e164) {
        if (!e164.startsWith("+")) return null;
        try {
            PhoneNumber number = NUMBERS.parse(e164, null);
            var region = NUMBERS.getRegionCodeForNumber(number);
            return region == null || region.length() != 2 || region.equals("ZZ") ? null : region;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /// Country code such as 49, 0 for an unknown country.
    static int callingCode(String country) {
        return NUMBERS.getCountryCodeForRegion(country);
    }
}
