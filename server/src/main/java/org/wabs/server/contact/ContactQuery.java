package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.contact.filter.FilterSql;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What people choose contacts by: the parameters of `GET /api/contacts`, and the filter of bulk
/// actions. All that is given must hold.
///
/// @param q beginning of a name or number; with three letters or digits and more any part of it
/// @param tag any of these
/// @param country any of these, two letters
/// @param language any of these, `pt` for all variants
/// @param consent any of OPTED_IN, OPTED_OUT_OF_MARKETING, OPTED_OUT, UNKNOWN
/// @param attribute such as `city=Rome`; several must all hold
/// @param createdFrom date or time (UTC) from which on
/// @param createdTo date or time (UTC) before which
record ContactQuery(
        @Nullable String q,
        @Nullable List<String> tag,
        @Nullable List<String> country,
        @Nullable List<String> language,
        @Nullable List<String> consent,
        @Nullable List<String> attribute,
        @Nullable String createdFrom,
        @Nullable String createdTo,
        @Nullable Boolean hasPhone) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*|\\+");
    private static final int LONGEST = 200;
    private static final int TRIGRAM = 3;

    /// Searches and attributes give the newest that match; more only where other filters pick among
    /// them.
    private static final int NEWEST = 1_000;

    /// How far a search looks.
    enum Reach {
        /// The newest that match, quickly: for lists.
        NEWEST,
        /// All that match: for a count.
        ALL,
        /// All that match, for whoever goes through them in the order of their ids.
        WALK
    }

    /// @param defaultCountry of numbers without country code
    /// @throws ProblemException naming the parameter that is wrong
    SqlCondition condition(String defaultCountry, Reach reach) {
        var fields = FilterSql.of(fields());
        var conditions = new ArrayList<String>();
        var values = new HashMap<>(fields.values());
        boolean alone = fields.sql().equals("true");
        conditions.add(fields.sql());
        var text = q == null ? "" : PlainText.clean(q);
        boolean searches = !text.isEmpty();
        if (text.length() > LONGEST) throw problem("q", "at most " + LONGEST + " characters");
        var wanted = attributes();
        boolean combined = !alone || searches && !wanted.isEmpty();
        boolean newest = reach == Reach.NEWEST && !combined;
        if (reach != Reach.WALK) values.put("filterMost", newest ? NEWEST : Integer.MAX_VALUE);
        if (searches) conditions.add(search(text, defaultCountry, reach, values));
        if (!wanted.isEmpty()) {
            conditions.add(
                    reach == Reach.WALK
                            ? "c.attributes @> CAST(:filterWanted AS jsonb)"
                            : "c.contact_id IN (SELECT contact_having(CAST(:filterWanted AS jsonb), :filterMost))");
            values.put("filterWanted", wanted.toString());
        }
        return new SqlCondition(String.join(" AND ", conditions), values);
    }

    private ContactFilter fields() {
        var filters = new ArrayList<ContactFilter>();
        add(filters, "tag", tag);
        add(filters, "country", country);
        add(filters, "language", language);
        add(filters, "consent", consent);
        if (createdFrom != null)
            filters.add(
                    new ContactFilter.Created(FilterReader.time(createdFrom, "createdFrom"), null));
        if (createdTo != null)
            filters.add(new ContactFilter.Created(null, FilterReader.time(createdTo, "createdTo")));
        if (hasPhone != null) filters.add(new ContactFilter.HasNumber(hasPhone));
        return new ContactFilter.All(filters);
    }

    private static void add(
            List<ContactFilter> filters, String kind, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) return;
        var nodes = JsonNodeFactory.instance;
        var list = nodes.arrayNode();
        values.forEach(list::add);
        filters.add(FilterReader.read(nodes.objectNode().set(kind, list), ""));
    }

    private ObjectNode attributes() {
        var wanted = JsonNodeFactory.instance.objectNode();
        for (var pair : attribute == null ? List.<String>of() : attribute) {
            int end = pair.indexOf('=');
            if (end < 1 || end == pair.length() - 1)
                throw problem("attribute", "NAME=VALUE, such as city=Rome");
            wanted.put(
                    PlainText.clean(pair.substring(0, end)),
                    PlainText.clean(pair.substring(end + 1)));
        }
        return wanted;
    }

    private static String search(
            String text, String defaultCountry, Reach reach, Map<String, Object> values) {
        boolean isNumber = NUMBER.matcher(text).matches();
        var digits = isNumber ? PhoneNumbers.digits(text) : "";
        var name = SearchText.spelled(text);
        if ((isNumber ? digits : name).length() < TRIGRAM)
            return beginning(text, digits, isNumber, defaultCountry, values);
        values.put("filterName", SearchText.pattern(name));
        values.put("filterPhone", isNumber ? "%" + digits + "%" : "");
        values.put(
                "filterOtherPhone",
                isNumber ? international(text, digits, defaultCountry) + "%" : "");
        if (reach == Reach.WALK)
            return "(c.name_search LIKE :filterName OR c.phone LIKE :filterPhone OR c.phone LIKE :filterOtherPhone)";
        return "c.contact_id IN (SELECT contact_search(:filterName, :filterPhone, :filterOtherPhone, :filterMost))";
    }

    private static String beginning(
            String text,
            String digits,
            boolean isNumber,
            String defaultCountry,
            Map<String, Object> values) {
        var beginnings =
                !isNumber
                        ? List.of(String.valueOf(PlainText.lower(text)))
                        : List.of("+" + digits, international(text, digits, defaultCountry));
        var column = isNumber ? "c.phone" : "c.name_key";
        var ranges = new ArrayList<String>();
        for (var beginning : beginnings) {
            int n = ranges.size();
            values.put("filterFrom" + n, beginning);
            values.put("filterTo" + n, FilterSql.end(beginning));
            ranges.add("%1$s >= :filterFrom%2$d AND %1$s < :filterTo%2$d".formatted(column, n));
        }
        return "(" + String.join(" OR ", ranges) + ")";
    }

    /// The beginning of a number as it is stored.
    private static String international(String text, String digits, String defaultCountry) {
        if (text.startsWith("+")) return "+" + digits;
        if (digits.startsWith("00")) return "+" + digits.substring(2);
        int code = PhoneNumbers.callingCode(defaultCountry);
        return "+" + code + (digits.startsWith("0") ? digits.substring(1) : digits);
    }

    private static ProblemException problem(String field, String message) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "Some parameters are not valid.")
                .field(field, message);
    }

    /// Which filters are given, for the audit: their values may be personal.
    List<String> names() {
        var names = new ArrayList<String>();
        if (q != null) names.add("q");
        if (tag != null) names.add("tag");
        if (country != null) names.add("country");
        if (language != null) names.add("language");
        if (consent != null) names.add("consent");
        if (attribute != null) names.add("attribute");
        if (createdFrom != null || createdTo != null) names.add("created");
        if (hasPhone != null) names.add("hasPhone");
        return names;
    }
}
