package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people type to find a contact, as a condition on `contact c`. Beginnings are ranges of
/// bytes: under row-level security an index serves only comparisons, not LIKE.
record ContactSearch(String condition, Map<String, Object> values) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*|\\+");

    /// @param query the beginning of a name, or of a number with or without country code
    /// @param country of numbers without country code
    static ContactSearch of(@Nullable String query, @Nullable String tag, String country) {
        var conditions = new ArrayList<String>();
        Map<String, Object> values = new HashMap<>();
        if (query != null && !query.isBlank())
            conditions.add(beginning(query.strip(), country, values));
        if (tag != null && !tag.isBlank()) {
            conditions.add(
                    "EXISTS (SELECT FROM contact_tag t WHERE t.organization_id = c.organization_id AND t.tag = :tag AND t.contact_id = c.id)");
            values.put("tag", PlainText.clean(tag));
        }
        var condition = new StringBuilder();
        conditions.forEach(one -> condition.append(" AND ").append(one));
        return new ContactSearch(condition.toString(), values);
    }

    private static String beginning(String query, String country, Map<String, Object> values) {
        if (!NUMBER.matcher(query).matches()) {
            var name = String.valueOf(PlainText.lower(PlainText.clean(query)));
            values.put("from", name);
            values.put("to", end(name));
            return "c.name_lower >= :from AND c.name_lower < :to";
        }
        var ranges = new ArrayList<String>();
        for (var number : numbers(query, country)) {
            int n = ranges.size();
            values.put("from" + n, number);
            values.put("to" + n, end(number));
            ranges.add("c.phone >= :from" + n + " AND c.phone < :to" + n);
        }
        return "(" + String.join(" OR ", ranges) + ")";
    }

    private static List<String> numbers(String query, String country) {
        var digits = PhoneNumbers.digits(query);
        if (query.startsWith("+")) return List.of("+" + digits);
        if (digits.startsWith("00")) return List.of("+" + digits.substring(2));
        int code = PhoneNumbers.callingCode(country);
        var national = digits.startsWith("0") ? digits.substring(1) : digits;
        return code == 0 ? List.of("+" + digits) : List.of("+" + digits, "+" + code + national);
    }

    /// The least text above all that begin so: code points and UTF-8 bytes sort alike.
    private static String end(String beginning) {
        int last = beginning.codePointBefore(beginning.length());
        int next = last + 1;
        if (Character.getType(next) == Character.SURROGATE) next = Character.MAX_SURROGATE + 1;
        return beginning.substring(0, beginning.length() - Character.charCount(last))
                + Character.toString(next);
    }
}
