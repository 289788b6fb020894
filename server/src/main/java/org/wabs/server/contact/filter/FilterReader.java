package org.wabs.server.contact.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.filter.ContactFilter.AttributeTest;
import org.wabs.server.contact.filter.ContactFilter.ConsentState;
import org.wabs.server.contact.filter.ContactFilter.Outcome;
import org.wabs.server.contact.filter.ContactFilter.TextTest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import tools.jackson.databind.JsonNode;

/// Reads a filter from JSON: every node is an object with one key, such as `{"all": [{"country":
/// ["DE"]}, {"not": {"tag": ["vip"]}}]}`. What is wrong is named by its path:
/// `filter.all[0].country`.
public final class FilterReader {
    private static final int DEEPEST = 6;
    private static final int MOST_CONDITIONS = 50;
    private static final int MOST_DAYS = 3_650;
    private static final int DATE = 10;

    private static final Map<String, BiFunction<FilterReader, FilterPlace, ContactFilter>> KINDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("all", FilterReader::all),
                            Map.entry("any", FilterReader::any),
                            Map.entry("not", FilterReader::not),
                            Map.entry("name", FilterReader::name),
                            Map.entry("number", FilterReader::number),
                            Map.entry("hasNumber", FilterReader::hasNumber),
                            Map.entry("country", FilterReader::country),
                            Map.entry("language", FilterReader::language),
                            Map.entry("tag", FilterReader::tag),
                            Map.entry("attribute", FilterReader::attribute),
                            Map.entry("consent", FilterReader::consent),
                            Map.entry("created", FilterReader::created),
                            Map.entry("optedIn", FilterReader::optedIn),
                            Map.entry("campaign", FilterReader::campaign),
                            Map.entry("wrote", FilterReader::wrote),
                            Map.entry("received", FilterReader::received)));

    private int conditions;

    private FilterReader() {}

    /// @param field of the request that holds the filter; empty when its keys are fields themselves
    /// @throws ProblemException naming the path of what is wrong, and what may stand there
    public static ContactFilter read(JsonNode json, String field) {
        try {
            return new FilterReader().filter(new FilterPlace(json, field, 0));
        } catch (FilterPlace.Wrong wrong) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "The filter cannot be understood at " + wrong.path() + ".")
                    .field(wrong.path(), String.valueOf(wrong.getMessage()));
        }
    }

    private ContactFilter filter(FilterPlace place) {
        if (place.depth() > DEEPEST) throw place.wrong("at most " + DEEPEST + " levels deep");
        if (++conditions > MOST_CONDITIONS)
            throw place.wrong("at most " + MOST_CONDITIONS + " conditions in one filter");
        if (!place.node().isObject() || place.node().size() != 1) {
            throw place.wrong(
                    "an object with one of these keys: " + String.join(", ", KINDS.keySet()));
        }
        var kind = place.node().propertyNames().iterator().next();
        var reader = KINDS.get(kind);
        if (reader == null)
            throw place.member(kind)
                    .wrong("unknown; use one of " + String.join(", ", KINDS.keySet()));
        return reader.apply(this, place.member(kind));
    }

    private static ContactFilter all(FilterReader reader, FilterPlace place) {
        return new ContactFilter.All(reader.filters(place));
    }

    private static ContactFilter any(FilterReader reader, FilterPlace place) {
        var filters = reader.filters(place);
        if (filters.isEmpty()) throw place.wrong("at least one condition");
        return new ContactFilter.Any(filters);
    }

    private List<ContactFilter> filters(FilterPlace place) {
        if (!place.node().isArray()) throw place.wrong("a list of conditions");
        return place.items().stream().map(item -> filter(item.deeper())).toList();
    }

    private static ContactFilter not(FilterReader reader, FilterPlace place) {
        return new ContactFilter.Not(reader.filter(place.deeper()));
    }

    private static ContactFilter name(FilterReader reader, FilterPlace place) {
        return new ContactFilter.Name(
                text(place, member(place, Set.of("is", "startsWith", "contains", "exists"))));
    }

    private static ContactFilter number(FilterReader reader, FilterPlace place) {
        member(place, Set.of("startsWith"));
        var beginning = place.member("startsWith").text();
        if (!beginning.matches("\\+[0-9]{1,15}"))
            throw place.member("startsWith").wrong("+ and digits, such as +49");
        return new ContactFilter.Number(beginning);
    }

    private static ContactFilter hasNumber(FilterReader reader, FilterPlace place) {
        return new ContactFilter.HasNumber(place.flag());
    }

    private static ContactFilter country(FilterReader reader, FilterPlace place) {
        return new ContactFilter.Country(
                place.texts().stream()
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .peek(text -> {
                            if (!text.matches("[A-Z]{2}"))
                                throw place.wrong("countries in two letters, such as DE");
                        })
                        .toList());
    }

    private static ContactFilter language(FilterReader reader, FilterPlace place) {
        var languages = place.texts();
        if (!languages.stream().allMatch(text -> text.matches("[a-z]{2,3}(_[A-Z]{2})?")))
            throw place.wrong("languages such as pt_BR, or pt for all its variants");
        return new ContactFilter.Language(languages);
    }

    private static ContactFilter tag(FilterReader reader, FilterPlace place) {
        return new ContactFilter.Tag(place.texts());
    }

    private static ContactFilter attribute(FilterReader reader, FilterPlace place) {
        if (!place.node().isObject() || place.node().size() < 2)
            throw place.wrong("such as {\"name\": \"city\", \"is\": [\"Rome\"]}");
        var name = place.member("name").text();
        var tests =
                place.node().propertyNames().stream().filter(key -> !key.equals("name")).toList();
        var numbers = Set.of("atLeast", "atMost");
        var dates = Set.of("from", "to");
        if (numbers.containsAll(tests))
            return new ContactFilter.Attribute(
                    name,
                    new AttributeTest.NumberRange(
                            place.member("atLeast").amount(), place.member("atMost").amount()));
        if (dates.containsAll(tests))
            return new ContactFilter.Attribute(
                    name,
                    new AttributeTest.DateRange(
                            place.member("from").date(), place.member("to").date()));
        var allowed = Set.of("is", "startsWith", "contains", "exists");
        if (tests.size() == 1 && allowed.contains(tests.getFirst()))
            return new ContactFilter.Attribute(
                    name, new AttributeTest.Text(text(place, tests.getFirst())));
        throw place.wrong(
                "name, and one of is, startsWith, contains, exists; or atLeast and atMost (numbers); or from and to (dates)");
    }

    private static ContactFilter consent(FilterReader reader, FilterPlace place) {
        return new ContactFilter.Consent(place.constants(ConsentState.values()));
    }

    private static ContactFilter created(FilterReader reader, FilterPlace place) {
        range(place);
        return new ContactFilter.Created(place.member("from").time(), place.member("to").time());
    }

    private static ContactFilter optedIn(FilterReader reader, FilterPlace place) {
        range(place);
        return new ContactFilter.OptedIn(place.member("from").time(), place.member("to").time());
    }

    private static ContactFilter campaign(FilterReader reader, FilterPlace place) {
        if (!place.node().isObject() || place.node().size() != 2)
            throw place.wrong("such as {\"id\": \"…\", \"was\": \"READ\"}");
        var id = place.member("id");
        try {
            return new ContactFilter.Campaign(
                    UUID.fromString(id.text()), place.member("was").constant(Outcome.values()));
        } catch (IllegalArgumentException e) {
            throw id.wrong("the id of a campaign");
        }
    }

    private static ContactFilter wrote(FilterReader reader, FilterPlace place) {
        return behaviour(
                place, new ContactFilter.Wrote(days(place)), new ContactFilter.Wrote(null));
    }

    private static ContactFilter received(FilterReader reader, FilterPlace place) {
        return behaviour(
                place, new ContactFilter.Received(days(place)), new ContactFilter.Received(null));
    }

    private static ContactFilter behaviour(
            FilterPlace place, ContactFilter withinDays, ContactFilter ever) {
        var kind = member(place, Set.of("withinDays", "ever"));
        if (kind.equals("withinDays")) return withinDays;
        return place.member("ever").flag() ? ever : new ContactFilter.Not(ever);
    }

    private static @Nullable Integer days(FilterPlace place) {
        var given = place.member("withinDays");
        if (given.node().isMissingNode()) return null;
        if (!given.node().isInt() || given.node().asInt() < 1 || given.node().asInt() > MOST_DAYS)
            throw given.wrong("a number of days, 1 to " + MOST_DAYS);
        return given.node().asInt();
    }

    /// @return the one key that the object has
    private static String member(FilterPlace place, Set<String> allowed) {
        if (place.node().isObject() && place.node().size() == 1) {
            var key = place.node().propertyNames().iterator().next();
            if (allowed.contains(key)) return key;
        }
        throw place.wrong(
                "an object with "
                        + (allowed.size() == 1 ? "" : "one of ")
                        + String.join(", ", allowed.stream().sorted().toList()));
    }

    private static TextTest text(FilterPlace place, String kind) {
        var given = place.member(kind);
        return switch (kind) {
            case "is" -> new TextTest.Is(given.texts());
            case "startsWith" -> new TextTest.StartsWith(given.text());
            case "contains" -> new TextTest.Contains(given.text());
            default -> new TextTest.Exists(given.flag());
        };
    }

    private static void range(FilterPlace place) {
        boolean known =
                place.node().isObject()
                        && !place.node().isEmpty()
                        && Set.of("from", "to").containsAll(place.node().propertyNames());
        if (!known) throw place.wrong("an object with from, to or both");
    }

    /// A date (its beginning in UTC) or a time.
    ///
    /// @throws ProblemException naming `field`
    public static Instant time(String text, String field) {
        try {
            return text.length() == DATE
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST, field + " is no date and no time.")
                    .field(field, "a date or a time in UTC: 2026-05-03 or 2026-05-03T10:00:00Z");
        }
    }
}
