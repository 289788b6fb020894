package org.wabs.cloudapi;

/// The checks that Meta's ids share: opaque, but never so wrong that they could break out of a URL
/// or a log line.
final class Ids {
    /// Graph ids are decimal strings of up to 18 digits and more; far above any seen.
    private static final int MAX_DIGITS = 32;

    private Ids() {}

    static String digits(String what, String value) {
        if (value.isEmpty() || value.length() > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    what + ": 1 to " + MAX_DIGITS + " digits, got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new IllegalArgumentException(
                        what + ": digits only, as shown in Meta's WhatsApp Manager");
            }
        }
        return value;
    }

    static String token(String what, String value, int maxLength) {
        if (value.isEmpty() || value.length() > maxLength) {
            throw new IllegalArgumentException(
                    what + ": 1 to " + maxLength + " characters, got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        what + ": no spaces or special characters, check the copied text");
            }
        }
        return value;
    }
}
