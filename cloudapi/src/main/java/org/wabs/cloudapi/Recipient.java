package org.wabs.cloudapi;

import java.util.regex.Pattern;

/// Whom a message goes to: a phone number, or (since 2026-05) a business-scoped user id of somebody
/// whose number is hidden. `toString` masks all but the last digits.
public sealed interface Recipient {

    /// The whole value: E.164 with `+`, or the business-scoped user id.
    String value();

    /// @param text `+` and digits, or a business-scoped user id such as `US.13491208655302741918`
    static Recipient parse(String text) {
        return text.startsWith("+") ? new Phone(text) : new BusinessScopedUser(text);
    }

    /// `+`, country code and number, digits only. Without the `+` Meta may prepend the business's
    /// own country code.
    record Phone(String value) implements Recipient {
        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        public Phone {
            if (!E164.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "recipient: a phone number as + and 7 to 15 digits, country code first");
            }
        }

        @Override
        public String toString() {
            return "+***" + value.substring(value.length() - 4);
        }
    }

    /// ISO country, a dot, up to 128 letters and digits; the parent form has `.ENT.` in between.
    record BusinessScopedUser(String value) implements Recipient {
        private static final Pattern FORM =
                Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

        public BusinessScopedUser {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "recipient: a phone number with + or a business-scoped user id such as US.1349");
            }
        }

        @Override
        public String toString() {
            return value.substring(0, 3) + "***" + value.substring(Math.max(3, value.length() - 4));
        }
    }
}
