package org.wabs.server.contact.filter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.contact.filter.ContactFilter.AttributeTest;
import org.wabs.server.contact.filter.ContactFilter.TextTest;
import org.wabs.server.platform.sql.SqlArrays;
import tools.jackson.databind.node.JsonNodeFactory;

/// Turns a filter into one condition over `contact_audience c`. Every value is bound; every
/// subquery carries the organization, so that the condition serves requests and pipelines alike.
/// Comparisons are such that an index serves them under row-level security, where one exists.
public final class FilterSql {
    /// Above all texts: where a range has no end.
    private static final String LAST = "\uDBFF\uDFFF";

    /// OFFSET keeps PostgreSQL from reading all that could match anybody first.
    private static final String ONE_BY_ONE = " OFFSET 0";

    private final Map<String, Object> values = new HashMap<>();

    /// At the end of each subquery.
    private final String end;

    /// What the names of the values begin with.
    private final String prefix;

    private FilterSql(String end, String prefix) {
        this.end = end;
        this.prefix = prefix;
    }

    public static SqlCondition of(ContactFilter filter) {
        return of(filter, new FilterSql("", "filter"));
    }

    /// The same to be asked of one person after the other.
    public static SqlCondition byPerson(ContactFilter filter) {
        return of(filter, new FilterSql(ONE_BY_ONE, "filter"));
    }

    /// The same to be asked of those whom another condition found, in one statement with that one.
    public static SqlCondition ofFound(ContactFilter filter) {
        return of(filter, new FilterSql(ONE_BY_ONE, "filterOfFound"));
    }

    private static SqlCondition of(ContactFilter filter, FilterSql compiler) {
        var sql = compiler.sql(filter);
        return new SqlCondition(sql, compiler.values);
    }

    /// The same for requests, which may ask `contact_search`: there an index serves attributes. For
    /// those of whom not too many match.
    public static SqlCondition found(ContactFilter filter) {
        var compiler = new FilterSql("", "filter");
        var conditions = new StringJoiner(" AND ");
        conditions.add(compiler.sql(filter));
        compiler.attributesOf(filter).forEach(conditions::add);
        return new SqlCondition(conditions.toString(), compiler.values);
    }

    private List<String> attributesOf(ContactFilter filter) {
        if (filter instanceof ContactFilter.All(var of))
            return of.stream().flatMap(one -> attributesOf(one).stream()).toList();
        if (filter
                instanceof
                ContactFilter.Attribute(var name, AttributeTest.Text(TextTest.Is(var any)))) {
            var having = any.stream().map(value -> having(name, value)).toList();
            return List.of("c.contact_id IN (" + String.join(" UNION ALL ", having) + ")");
        }
        return List.of();
    }

    private String having(String name, String value) {
        var wanted = JsonNodeFactory.instance.objectNode().put(name, value);
        return "SELECT contact_search('', '', '', CAST("
                + bound(wanted.toString())
                + " AS jsonb), '{}', '{}', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2147483647)";
    }

    private String sql(ContactFilter filter) {
        return switch (filter) {
            case ContactFilter.All(var of) -> joined(of, " AND ", "true");
            case ContactFilter.Any(var of) -> joined(of, " OR ", "false");
            // most people never wrote: one after the other, or all who did are read first
            case ContactFilter.Not(ContactFilter.Wrote(var days)) ->
                    "NOT " + wrote(days, ONE_BY_ONE);
            // what is not known does not match; its opposite does
            case ContactFilter.Not(var of) -> "NOT coalesce(" + sql(of) + ", false)";
            case ContactFilter.Name(var test) -> name(test);
            case ContactFilter.Number(var beginning) -> range("c.phone", beginning, end(beginning));
            case ContactFilter.HasNumber(var has) -> "c.phone IS " + (has ? "NOT NULL" : "NULL");
            case ContactFilter.Country(var any) -> oneOf("c.country", any);
            case ContactFilter.Language(var any) -> joined(any, this::language);
            case ContactFilter.Tag(var any) -> tag(any);
            case ContactFilter.Attribute(var name, var test) -> attribute(name, test);
            case ContactFilter.Consent(var any) -> joined(any, this::consent);
            case ContactFilter.Created(var from, var to) -> created(from, to);
            case ContactFilter.OptedIn(var from, var to) -> optedIn(from, to);
            case ContactFilter.Campaign campaign -> campaign(campaign);
            case ContactFilter.Wrote(var days) -> wrote(days, end);
            case ContactFilter.Received(var days) -> message("m.outbound AND m.sent", days);
        };
    }

    private String joined(List<ContactFilter> filters, String by, String none) {
        if (filters.isEmpty()) return none;
        return "("
                + String.join(by, filters.stream().map(filter -> "(" + sql(filter) + ")").toList())
                + ")";
    }

    private static <T> String joined(List<T> any, Function<T, String> one) {
        var or = new StringJoiner(" OR ", "(", ")");
        any.forEach(value -> or.add(one.apply(value)));
        return or.toString();
    }

    private String bound(Object value) {
        var name = prefix + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private static SqlArrayValue array(List<String> texts) {
        return SqlArrays.texts(texts, text -> text);
    }

    private String oneOf(String column, List<String> any) {
        return any.size() == 1
                ? column + " = " + bound(any.getFirst())
                : column + " = ANY (" + bound(array(any)) + ")";
    }

    private String range(String column, String from, String end) {
        return "(" + column + " >= " + bound(from) + " AND " + column + " < " + bound(end) + ")";
    }

    private String name(TextTest test) {
        return switch (test) {
            case TextTest.Is(var any) -> oneOf("c.name_key", lower(any));
            case TextTest.StartsWith(var text) ->
                    range(
                            "c.name_key",
                            text.toLowerCase(Locale.ROOT),
                            end(text.toLowerCase(Locale.ROOT)));
            case TextTest.Contains(var text) ->
                    "strpos(c.name_lower, " + bound(text.toLowerCase(Locale.ROOT)) + ") > 0";
            case TextTest.Exists(var exists) -> "c.name IS " + (exists ? "NOT NULL" : "NULL");
        };
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    private String language(String language) {
        var is = "c.language = " + bound(language);
        return language.contains("_")
                ? is
                : "(" + is + " OR " + range("c.language", language + "_", language + "`") + ")";
    }

    private String tag(List<String> any) {
        return """
        EXISTS (SELECT FROM contact_tag t
                 WHERE t.organization_id = c.organization_id AND %s AND t.contact_id = c.contact_id%s)\
        """
                .formatted(oneOf("t.tag", any), end);
    }

    private String attribute(String name, AttributeTest test) {
        var value = "(c.attributes ->> " + bound(name) + ")";
        return switch (test) {
            case AttributeTest.Text(var text) -> attribute(value, text);
            case AttributeTest.NumberRange(var atLeast, var atMost) ->
                    number(value, atLeast, atMost);
            case AttributeTest.DateRange(var from, var to) -> date(value, from, to);
        };
    }

    private String attribute(String value, TextTest test) {
        return switch (test) {
            case TextTest.Is(var any) -> oneOf(value, any);
            case TextTest.StartsWith(var text) -> "starts_with(" + value + ", " + bound(text) + ")";
            case TextTest.Contains(var text) ->
                    "strpos(lower("
                            + value
                            + "), "
                            + bound(text.toLowerCase(Locale.ROOT))
                            + ") > 0";
            case TextTest.Exists(var exists) ->
                    "coalesce(" + value + ", '') " + (exists ? "<>" : "=") + " ''";
        };
    }

    /// Inside CASE, because PostgreSQL may test conditions in any order and a cast of "none" to a
    /// number fails.
    private String number(String value, @Nullable Double atLeast, @Nullable Double atMost) {
        var tests = new ArrayList<String>();
        if (atLeast != null) tests.add("CAST(" + value + " AS numeric) >= " + bound(atLeast));
        if (atMost != null) tests.add("CAST(" + value + " AS numeric) <= " + bound(atMost));
        return "CASE WHEN "
                + value
                + " ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN "
                + String.join(" AND ", tests)
                + " ELSE false END";
    }

    /// ISO dates sort like text.
    private String date(String value, @Nullable String from, @Nullable String to) {
        var tests = new ArrayList<String>();
        tests.add(value + " ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'");
        if (from != null) tests.add(value + " COLLATE \"C\" >= " + bound(from));
        if (to != null) tests.add(value + " COLLATE \"C\" < " + bound(to));
        return "(" + String.join(" AND ", tests) + ")";
    }

    private String consent(ContactFilter.ConsentState state) {
        return switch (state) {
            case OPTED_OUT -> suppressed("= 'ALL'");
            case OPTED_OUT_OF_MARKETING ->
                    "(" + suppressed("= 'MARKETING'") + " AND NOT " + suppressed("= 'ALL'") + ")";
            case OPTED_IN ->
                    "(c.opted_in_at IS NOT NULL AND NOT "
                            + suppressed("IN ('ALL', 'MARKETING')")
                            + ")";
            case UNKNOWN ->
                    "(c.opted_in_at IS NULL AND NOT " + suppressed("IN ('ALL', 'MARKETING')") + ")";
        };
    }

    private String suppressed(String category) {
        return """
        EXISTS (SELECT FROM suppression s
                 WHERE s.organization_id = c.organization_id AND s.recipient_key = c.recipient_key AND s.category %s%s)\
        """
                .formatted(category, end);
    }

    /// A contact's id begins with the time at which it was made.
    private String created(@Nullable Instant from, @Nullable Instant to) {
        var tests = new ArrayList<String>();
        if (from != null) tests.add("c.contact_id >= wabs_uuid_floor(" + time(from) + ")");
        if (to != null) tests.add("c.contact_id < wabs_uuid_floor(" + time(to) + ")");
        return "(" + String.join(" AND ", tests) + ")";
    }

    private String optedIn(@Nullable Instant from, @Nullable Instant to) {
        var tests = new ArrayList<String>();
        tests.add("c.opted_in_at IS NOT NULL");
        if (from != null) tests.add("c.opted_in_at >= " + time(from));
        if (to != null) tests.add("c.opted_in_at < " + time(to));
        return "(" + String.join(" AND ", tests) + ")";
    }

    private String time(Instant at) {
        return "CAST(" + bound(at.atOffset(ZoneOffset.UTC)) + " AS timestamptz)";
    }

    private String campaign(ContactFilter.Campaign campaign) {
        var of = "m.campaign_id = " + bound(campaign.id());
        return switch (campaign.outcome()) {
            case PLANNED -> message(of, null);
            case SENT -> message(of + " AND m.sent", null);
            case DELIVERED -> message(of + " AND m.delivered", null);
            case READ -> message(of + " AND m.read", null);
            case REPLIED -> message(of + " AND m.replied", null);
            case FAILED -> message(of + " AND m.failed", null);
            case SKIPPED -> message(of + " AND m.skipped IS NOT NULL", null);
            case NOT_IN -> "NOT " + message(of, null);
        };
    }

    /// Nobody wrote after the last that was said: an index knows that.
    private String wrote(@Nullable Integer withinDays, String end) {
        var since =
                withinDays == null
                        ? ""
                        : " AND w.last_at >= %1$s AND w.last_in_at >= %1$s"
                                .formatted("(SELECT " + ago(withinDays) + ")");
        return """
        EXISTS (SELECT FROM contact_writer w
                 WHERE w.organization_id = c.organization_id AND w.contact_id = c.contact_id%s%s)\
        """
                .formatted(since, end);
    }

    private String ago(int days) {
        return "now() - make_interval(days => " + bound(days) + ")";
    }

    /// The time in a SELECT of its own: worked out once, not for each person.
    private String message(String what, @Nullable Integer withinDays) {
        var since =
                withinDays == null
                        ? ""
                        : " AND m.id >= (SELECT wabs_uuid_floor(" + ago(withinDays) + "))";
        return """
        EXISTS (SELECT FROM contact_message m
                 WHERE m.organization_id = c.organization_id AND m.contact_id = c.contact_id AND %s%s%s)\
        """
                .formatted(what, since, end);
    }

    /// The least text above all that begin so: code points and UTF-8 bytes sort alike.
    public static String end(String beginning) {
        if (beginning.isEmpty()) return LAST;
        int last = beginning.codePointBefore(beginning.length());
        int next = last + 1;
        if (Character.getType(next) == Character.SURROGATE) next = Character.MAX_SURROGATE + 1;
        return beginning.substring(0, beginning.length() - Character.charCount(last))
                + Character.toString(next);
    }
}
