package org.wabs.server.contact;

import java.util.regex.Pattern;

/// What was wrong in a row, shown so that whoever uploaded it knows it again: the last digits of a
/// number, the beginning of a text. Never logged.
final class RefusedValue {
    private static final Pattern SHORTENED_BY_SPREADSHEET =
            Pattern.compile("[0-9][.,][0-9]+[eE]\\+?[0-9]+");

    /// Fewer digits are no number of anybody.
    private static final int FEWEST_DIGITS = 5;

    private static final int DIGITS_SHOWN = 4;
    private static final int TEXT_SHOWN = 20;

    private RefusedValue() {}

    /// A number shows its last four digits, wherever they stand in the text; anything else its
    /// beginning.
    static String shown(String value) {
        if (isShortenedBySpreadsheet(value)) return value;
        var digits = new StringBuilder();
        value.codePoints().filter(Character::isDigit).forEach(digits::appendCodePoint);
        int count = digits.codePointCount(0, digits.length());
        if (count < FEWEST_DIGITS) return shortened(value);
        return "…" + digits.substring(digits.offsetByCodePoints(0, count - DIGITS_SHOWN));
    }

    /// As spreadsheets show long numbers, `1.20256E+10`: most digits are gone.
    static boolean isShortenedBySpreadsheet(String value) {
        return SHORTENED_BY_SPREADSHEET.matcher(value).matches();
    }

    static String shortened(String text) {
        var clean = PlainText.clean(text);
        return clean.length() <= TEXT_SHOWN ? clean : PlainText.shortened(clean, TEXT_SHOWN) + "…";
    }
}
