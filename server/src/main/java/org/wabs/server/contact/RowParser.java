package org.wabs.server.contact;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ParsedRow.Consent;
import org.wabs.server.contact.ParsedRow.Person;
import org.wabs.server.contact.ParsedRow.Refusal;

/// Turns rows into people. Text is cleaned as template parameters need it; what cannot be
/// understood is refused rather than guessed.
final class RowParser {
    private static final Pattern LANGUAGE =
            Pattern.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?");
    private static final Set<String> YES =
            Set.of("optedin", "optin", "yes", "y", "true", "1", "si", "sim", "ja", "subscribed");
    private static final Set<String> NO =
            Set.of(
                    "optedout",
                    // an export's word: stricter than it was is safe
                    "optedoutofmarketing",
                    "optout",
                    "stop",
                    "no",
                    "n",
                    "false",
                    "0",
                    "nao",
                    "nein",
                    "unsubscribed");

    /// Refuses a row from within the reading of one of its cells.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient RefusalReason reason;
        private final @Nullable String value;

        Refused(RefusalReason reason, String detail, @Nullable String value) {
            super(detail, null, false, false);
            this.reason = reason;
            this.value = value;
        }
    }

    private final List<Column> columns;
    private final ImportOptions options;

    RowParser(List<Column> columns, ImportOptions options) {
        this.columns = columns;
        this.options = options;
    }

    ParsedRow parse(Row row) {
        try {
            if (row.broken() != null)
                throw new Refused(RefusalReason.BROKEN_ROW, row.broken(), null);
            checkWidth(row);
            return person(row);
        } catch (Refused refused) {
            return new Refusal(
                    row, refused.reason, String.valueOf(refused.getMessage()), refused.value);
        }
    }

    private void checkWidth(Row row) throws Refused {
        for (int surplus = columns.size(); surplus < row.cells().size(); surplus++) {
            if (row.cell(surplus).isBlank()) continue;
            throw new Refused(
                    RefusalReason.BROKEN_ROW,
                    "The row has more cells than the header has columns. Put quotation marks around text that contains the separator.",
                    null);
        }
    }

    private Person person(Row row) throws Refused {
        String number = "";
        String country = null;
        String language = null;
        var name = new StringBuilder();
        var consent = Consent.UNSAID;
        Map<String, String> attributes = new LinkedHashMap<>();
        Set<String> tags = new LinkedHashSet<>(options.tags());
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var text = PlainText.clean(row.cell(i));
            if (text.isEmpty()) continue;
            switch (column.field()) {
                case PHONE -> number = text;
                case NAME -> name.append(name.isEmpty() ? "" : " ").append(text);
                case LANGUAGE -> language = language(text);
                case COUNTRY -> country = country(text);
                case CONSENT -> consent = consent(text);
                case TAG -> addTags(tags, text);
                case ATTRIBUTE ->
                        attributes.put(
                                String.valueOf(column.attribute()),
                                within(PlainText.VALUE, column, text));
                case IGNORE -> {}
            }
        }
        if (name.length() > PlainText.NAME)
            throw tooLong("The name", PlainText.NAME, name.toString());
        var phone = phone(number, country == null ? options.defaultCountry() : country);
        if (consent == Consent.UNSAID && options.consent() != null && options.consent().optedIn())
            consent = Consent.OPTED_IN;
        return new Person(
                row,
                RecipientKey.of(phone),
                phone,
                name.isEmpty() ? null : name.toString(),
                language,
                country == null ? PhoneNumbers.country(phone) : country,
                attributes,
                tags,
                consent);
    }

    private static String phone(String text, String country) throws Refused {
        if (text.isEmpty()) {
            throw new Refused(RefusalReason.MISSING_NUMBER, "The row has no phone number.", null);
        }
        var number = PhoneNumbers.parse(text, country);
        if (number.isPresent()) return number.get();
        throw new Refused(
                RefusalReason.INVALID_NUMBER,
                RefusedValue.isShortenedBySpreadsheet(text)
                        ? "The spreadsheet shortened this number. Format the column as text and enter it again."
                        : "This is no valid phone number, neither in "
                                + country
                                + " nor with a country code. Write it with its country code, such as +1 202 555 0123.",
                RefusedValue.shown(text));
    }

    private static String language(String text) throws Refused {
        var matcher = LANGUAGE.matcher(text);
        if (matcher.matches()) {
            var language = matcher.group(1).toLowerCase(Locale.ROOT);
            return matcher.group(2) == null
                    ? language
                    : language + "_" + matcher.group(2).toUpperCase(Locale.ROOT);
        }
        throw new Refused(
                RefusalReason.INVALID_LANGUAGE,
                "The language must be a code such as en, es or pt_BR, or left blank.",
                RefusedValue.shortened(text));
    }

    private static String country(String text) throws Refused {
        var country = text.toUpperCase(Locale.ROOT);
        if (PhoneNumbers.isCountry(country)) return country;
        throw new Refused(
                RefusalReason.INVALID_COUNTRY,
                "The country must be two letters (ISO 3166) such as US or DE, or left blank.",
                RefusedValue.shortened(text));
    }

    private static Consent consent(String text) throws Refused {
        var word = PlainText.bare(text);
        if (YES.contains(word)) return Consent.OPTED_IN;
        if (NO.contains(word)) return Consent.OPTED_OUT;
        throw new Refused(
                RefusalReason.INVALID_CONSENT,
                "The consent must be opted_in or yes, opted_out or no, or left blank.",
                RefusedValue.shortened(text));
    }

    private static void addTags(Set<String> tags, String text) throws Refused {
        for (var tag : text.split("[,;|]")) {
            var clean = tag.strip();
            if (clean.length() > PlainText.TAG) throw tooLong("A tag", PlainText.TAG, clean);
            if (!clean.isEmpty()) tags.add(clean);
        }
    }

    private static String within(int most, Column column, String text) throws Refused {
        if (text.length() <= most) return text;
        throw tooLong("The text in column " + column.header(), most, text);
    }

    private static Refused tooLong(String what, int most, String text) {
        return new Refused(
                RefusalReason.TOO_LONG,
                what + " has " + text.length() + " characters; at most " + most + " are possible.",
                RefusedValue.shortened(text));
    }
}
