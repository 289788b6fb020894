package org.wabs.server.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.FilterReader;
import org.wabs.server.contact.filter.FilterSql;
import org.wabs.server.contact.filter.SqlCondition;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.SqlArrays;
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
/// @param wrote wrote to us within so many days, or `never`
/// @param received was sent something within so many days, or `never`
/// @param window whether the person wrote within 24 hours, so that any message may be sent
record ContactQuery(
        @Nullable String q,
        @Nullable List<String> tag,
        @Nullable List<String> country,
        @Nullable List<String> language,
        @Nullable List<String> consent,
        @Nullable List<String> attribute,
        @Nullable String createdFrom,
        @Nullable String createdTo,
        @Nullable Boolean hasPhone,
        @Nullable String wrote,
        @Nullable String received,
        @Nullable Boolean window) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*|\\+");
    private static final int LONGEST = 200;
    private static final int TRIGRAM = 3;

    /// Searches and attributes give the newest that match; more only where other filters pick among
    /// them.
    private static final int NEWEST = 1_000;

    /// A count needs no more.
    private static final int COUNTED = 10_001;

    /// Above all ids.
    private static final UUID LAST = new UUID(-1, -1);

    /// How far a search looks.
    enum Reach {
        /// The newest that match, quickly: for lists, which ask [#each] besides.
        NEWEST,
        /// All that match: for a count.
        ALL,
        /// All that match, for whoever goes through them in the order of their ids.
        WALK,
        /// Whether one person matches, for whoever asks some.
        PERSON
    }

    /// Nothing but a search.
    static ContactQuery of(String q) {
        return new ContactQuery(
                q, null, null, null, null, null, null, null, null, null, null, null);
    }

    /// For a page of the newest.
    ///
    /// @param most rows of it
    /// @param before the last contact of the page before
    SqlCondition page(String defaultCountry, int most, @Nullable UUID before) {
        var condition = condition(defaultCountry, Reach.NEWEST);
        var values = new HashMap<>(condition.values());
        if (!values.replace("filterMost", NEWEST, most)) return condition;
        if (before != null) values.put("filterBefore", before);
        return new SqlCondition(condition.sql(), values);
    }

    /// @param defaultCountry of numbers without country code
    /// @throws ProblemException naming the parameter that is wrong
    SqlCondition condition(String defaultCountry, Reach reach) {
        var filters = fields(reach);
        var fields = reach == Reach.PERSON ? FilterSql.byPerson(filters) : FilterSql.of(filters);
        var conditions = new ArrayList<String>();
        var values = new HashMap<>(fields.values());
        conditions.add(fields.sql());
        var text = q == null ? "" : PlainText.clean(q);
        if (text.length() > LONGEST) throw problem("q", "at most " + LONGEST + " characters");
        var wanted = attributes();
        var beginning = text.isEmpty() ? null : search(text, defaultCountry, values);
        if (beginning != null) conditions.add(beginning);
        boolean searches = !text.isEmpty() && beginning == null;
        if (searches || !wanted.isEmpty()) {
            boolean walks = reach == Reach.WALK || reach == Reach.PERSON;
            if (!wanted.isEmpty() || !walks) values.put("filterWanted", wanted.toString());
            if (walks) walk(searches, !wanted.isEmpty(), conditions);
            else conditions.add(found(searches, filters, beginning == null, reach, values));
        }
        return new SqlCondition(String.join(" AND ", conditions), values);
    }

    private static void walk(boolean searches, boolean hasWanted, List<String> conditions) {
        if (searches)
            conditions.add(
                    "(c.name_search LIKE :filterName OR c.phone LIKE :filterPhone OR c.phone LIKE :filterOtherPhone)");
        if (hasWanted) conditions.add("c.attributes @> CAST(:filterWanted AS jsonb)");
    }

    /// @param alone whether nothing else of the query but tags and countries picks among them
    private String found(
            boolean searches,
            ContactFilter.All filters,
            boolean alone,
            Reach reach,
            Map<String, Object> values) {
        var countries = new ArrayList<String>();
        var tags = new ArrayList<String>();
        boolean inside = alone;
        for (var filter : filters.of()) {
            if (filter instanceof ContactFilter.Country(var any)) countries.addAll(any);
            else if (filter instanceof ContactFilter.Tag(var any)) tags.addAll(any);
            else inside = false;
        }
        if (!searches)
            values.putAll(Map.of("filterName", "", "filterPhone", "", "filterOtherPhone", ""));
        values.put("filterCountries", SqlArrays.texts(countries, country -> country));
        values.put("filterTags", SqlArrays.texts(tags, one -> one));
        values.put("filterBefore", LAST);
        values.put(
                "filterMost",
                !inside ? Integer.MAX_VALUE : reach == Reach.NEWEST ? NEWEST : COUNTED);
        return """
        c.contact_id IN (SELECT contact_search(:filterName, :filterPhone, :filterOtherPhone, CAST(:filterWanted AS jsonb),
                                               :filterCountries, :filterTags, :filterBefore, :filterMost))\
        """;
    }

    /// The query as a filter; empty where it searches, which filters cannot.
    Optional<ContactFilter> filter() {
        boolean searches = q != null && !q.isBlank() || attribute != null && !attribute.isEmpty();
        return searches ? Optional.empty() : Optional.of(fields(Reach.ALL));
    }

    /// What a list asks of one person after the other, since no index knows who was sent something
    /// when.
    @Nullable SqlCondition each() {
        return received == null ? null : FilterSql.ofFound(received(received));
    }

    private static ContactFilter received(String text) {
        return FilterReader.read(behaviour("received", text), "");
    }

    private ContactFilter.All fields(Reach reach) {
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
        if (wrote != null) filters.add(FilterReader.read(behaviour("wrote", wrote), ""));
        if (received != null && reach != Reach.NEWEST) filters.add(received(received));
        if (window != null) filters.add(inWindow(window));
        return new ContactFilter.All(filters);
    }

    private static ObjectNode behaviour(String kind, String text) {
        var nodes = JsonNodeFactory.instance;
        var said = nodes.objectNode();
        if (text.equals("never")) said.put("ever", false);
        else if (text.matches("[1-9][0-9]{0,3}")) said.put("withinDays", Integer.parseInt(text));
        else throw problem(kind, "a number of days such as 30, or never");
        return nodes.objectNode().set(kind, said);
    }

    private static ContactFilter inWindow(boolean open) {
        var wroteToday = new ContactFilter.Wrote(1);
        return open ? wroteToday : new ContactFilter.Not(wroteToday);
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

    /// @return the condition on a beginning, where the text is too short for more; else null, and
    ///   the patterns are among the values
    private static @Nullable String search(
            String text, String defaultCountry, Map<String, Object> values) {
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
        return null;
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
        if (wrote != null) names.add("wrote");
        if (received != null) names.add("received");
        if (window != null) names.add("window");
        return names;
    }
}
