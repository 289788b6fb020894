package org.wabs.server.contact;

import java.util.regex.Pattern;

/// One person to write to, in the one form that all spellings of the number come down to: `+` and
/// digits (E.164), or the business-scoped user id as Meta gives it.
///
/// Brazilian mobile numbers are written with and without their ninth digit, Mexican ones with and
/// without a 1 after the country code; Meta itself uses both. The key is the number with the ninth
/// digit, and without the 1.
public record RecipientKey(String value) {
    private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]{5,20}");
    private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]{1,132}");
    private static final Pattern BRAZIL_WITHOUT_NINTH_DIGIT =
            Pattern.compile("55([1-9][0-9])([6-9][0-9]{7})");
    private static final Pattern MEXICO_WITH_ONE = Pattern.compile("521([0-9]{10})");

    /// @param recipient a `wa_id` (digits), a number as E.164, or a business-scoped user id such as
    ///   `US.13491208655302741918`
    /// @throws IllegalArgumentException when it is none of these
    public static RecipientKey of(String recipient) {
        if (DIGITS.matcher(recipient).matches()) return new RecipientKey(canonical(recipient));
        if (isBsuid(recipient)) return new RecipientKey(recipient);
        throw new IllegalArgumentException(
                "neither a number nor a business-scoped user id, length " + recipient.length());
    }

    public static boolean isBsuid(String text) {
        return BSUID.matcher(text).matches();
    }

    private static String canonical(String number) {
        var digits = number.startsWith("+") ? number.substring(1) : number;
        var brazil = BRAZIL_WITHOUT_NINTH_DIGIT.matcher(digits);
        if (brazil.matches()) return "+55" + brazil.group(1) + "9" + brazil.group(2);
        var mexico = MEXICO_WITH_ONE.matcher(digits);
        return mexico.matches() ? "+52" + mexico.group(1) : "+" + digits;
    }

    /// Masked: all but the last four characters.
    @Override
    public String toString() {
        return "…" + value.substring(Math.max(0, value.length() - 4));
    }
}
