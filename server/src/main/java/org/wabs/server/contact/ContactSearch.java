package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.page.Cursor;

/// What people type to find contacts, as a statement that gives the next of them, `(sort, id)`, in
/// the order of the index that serves it: by name, by number, or as they came. Beginnings are
/// ranges of bytes: under row-level security an index serves only comparisons, not LIKE.
///
/// @param found the statement; its parameters are in `values`, but for `limit`
record ContactSearch(String found, Map<String, Object> values) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*|\\+");

    /// @param query the beginning of a name, or of a number with or without country code
    /// @param country of numbers without country code
    /// @param after sort and id of the last one seen
    static ContactSearch of(
            @Nullable String query, @Nullable String tag, String country, @Nullable Cursor after) {
        Map<String, Object> values = new HashMap<>();
        if (after != null) {
            values.put("afterSort", after.text(0));
            values.put("afterId", after.uuid(1));
        }
        var isTagged = tag != null && !tag.isBlank();
        if (tag != null && isTagged) values.put("tag", PlainText.clean(tag));
        if (query == null || PlainText.clean(query).isEmpty())
            return new ContactSearch(isTagged ? tagged(after) : all(after), values);
        var column = NUMBER.matcher(query.strip()).matches() ? "phone" : "name_lower";
        var branches = new ArrayList<String>();
        for (var beginning : beginnings(query.strip(), column, country)) {
            int n = branches.size();
            values.put("from" + n, beginning);
            values.put("to" + n, end(beginning));
            branches.add(branch(column, n, isTagged, after));
        }
        return new ContactSearch(String.join(" UNION ", branches), values);
    }

    private static String all(@Nullable Cursor after) {
        return "SELECT '' AS sort, c.id FROM contact c "
                + (after == null ? "" : "WHERE c.id > :afterId ")
                + "ORDER BY c.id LIMIT :limit";
    }

    private static String tagged(@Nullable Cursor after) {
        return "SELECT '' AS sort, t.contact_id AS id FROM contact_tag t WHERE t.tag = :tag "
                + (after == null ? "" : "AND t.contact_id > :afterId ")
                + "ORDER BY t.contact_id LIMIT :limit";
    }

    private static String branch(String column, int n, boolean isTagged, @Nullable Cursor after) {
        return """
        (SELECT c.%1$s AS sort, c.id FROM contact c
          WHERE c.%1$s >= :from%2$d AND c.%1$s < :to%2$d%3$s%4$s
          ORDER BY c.%1$s, c.id LIMIT :limit)\
        """
                .formatted(
                        column,
                        n,
                        after == null
                                ? ""
                                : " AND (c.%s, c.id) > (:afterSort, :afterId)".formatted(column),
                        isTagged
                                ? " AND EXISTS (SELECT FROM contact_tag t WHERE t.organization_id = c.organization_id AND t.tag = :tag AND t.contact_id = c.id)"
                                : "");
    }

    private static List<String> beginnings(String query, String column, String country) {
        if (!column.equals("phone"))
            return List.of(String.valueOf(PlainText.lower(PlainText.clean(query))));
        var digits = PhoneNumbers.digits(query);
        if (query.startsWith("+")) return List.of("+" + digits);
        if (digits.startsWith("00")) return List.of("+" + digits.substring(2));
        int code = PhoneNumbers.callingCode(country);
        if (digits.startsWith("0")) return List.of("+" + code + digits.substring(1));
        return List.of("+" + digits, "+" + code + digits);
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
