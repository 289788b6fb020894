package org.wabs.server.contact.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int MOST_VALUES = 200;
    private static final int LONGEST = 1_000;
    private static final int MOST_DAYS = 3_650;
    private static final int DATE = 10;

    /// A value that breaks the filter, found while reading.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String path;

        Wrong(String path, String message) {
            super(message, null, false, false);
            this.path = path;
        }
    }

    private static final Map<String, BiFunction<FilterReader, Place, ContactFilter>> KINDS =
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

    private record Place(JsonNode node, String path, int depth) {
        Place member(String name) {
            return new Place(node.path(name), path.isEmpty() ? name : path + "." + name, depth);
        }
    }

    private int conditions;

    private FilterReader() {}

    /// @param field of the request that holds the filter; empty when its keys are fields themselves
    /// @throws ProblemException naming the path of what is wrong, and what may stand there
    public static ContactFilter read(JsonNode json, String field) {
        try {
            return new FilterReader().filter(new Place(json, field, 0));
        } catch (Wrong wrong) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "The filter cannot be understood at " + wrong.path + ".")
                    .field(wrong.path, String.valueOf(wrong.getMessage()));
        }
    }

    private ContactFilter filter(Place place) {
        if (place.depth() > DEEPEST) throw wrong(place, "at most " + DEEPEST + " levels deep");
        if (++conditions > MOST_CONDITIONS)
            throw wrong(place, "at most " + MOST_CONDITIONS + " conditions in one filter");
        if (!place.node().isObject() || place.node().size() != 1) {
            throw wrong(
                    place,
                    "an object with one of these keys: " + String.join(", ", KINDS.keySet()));
        }
        var kind = place.node().propertyNames().iterator().next();
        var reader = KINDS.get(kind);
        if (reader == null)
            throw wrong(
                    place.member(kind), "unknown; use one of " + String.join(", ", KINDS.keySet()));
        return reader.apply(this, place.member(kind));
    }

    private static ContactFilter all(FilterReader reader, Place place) {
        return new ContactFilter.All(reader.filters(place));
    }

    private static ContactFilter any(FilterReader reader, Place place) {
        var filters = reader.filters(place);
        if (filters.isEmpty()) throw wrong(place, "at least one condition");
        return new ContactFilter.Any(filters);
    }

    private List<ContactFilter> filters(Place place) {
        if (!place.node().isArray()) throw wrong(place, "a list of conditions");
        var filters = new ArrayList<ContactFilter>();
        for (int i = 0; i < place.node().size(); i++) {
            filters.add(
                    filter(
                            new Place(
                                    place.node().get(i),
                                    place.path() + "[" + i + "]",
                                    place.depth() + 1)));
        }
        return filters;
    }

    private static ContactFilter not(FilterReader reader, Place place) {
        return new ContactFilter.Not(
                reader.filter(new Place(place.node(), place.path(), place.depth() + 1)));
    }

    private static ContactFilter name(FilterReader reader, Place place) {
        return new ContactFilter.Name(
                text(place, member(place, Set.of("is", "startsWith", "contains", "exists"))));
    }

    private static ContactFilter number(FilterReader reader, Place place) {
        member(place, Set.of("startsWith"));
        var beginning = string(place.member("startsWith"));
        if (!beginning.matches("\\+[0-9]{1,15}"))
            throw wrong(place.member("startsWith"), "+ and digits, such as +49");
        return new ContactFilter.Number(beginning);
    }

    private static ContactFilter hasNumber(FilterReader reader, Place place) {
        return new ContactFilter.HasNumber(flag(place));
    }

    private static ContactFilter country(FilterReader reader, Place place) {
        return new ContactFilter.Country(
                strings(place).stream()
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .peek(text -> {
                            if (!text.matches("[A-Z]{2}"))
                                throw wrong(place, "countries in two letters, such as DE");
                        })
                        .toList());
    }

    private static ContactFilter language(FilterReader reader, Place place) {
        var languages = strings(place);
        if (!languages.stream().allMatch(text -> text.matches("[a-z]{2,3}(_[A-Z]{2})?")))
            throw wrong(place, "languages such as pt_BR, or pt for all its variants");
        return new ContactFilter.Language(languages);
    }

    private static ContactFilter tag(FilterReader reader, Place place) {
        return new ContactFilter.Tag(strings(place));
    }

    private static ContactFilter attribute(FilterReader reader, Place place) {
        if (!place.node().isObject() || place.node().size() < 2)
            throw wrong(place, "such as {\"name\": \"city\", \"is\": [\"Rome\"]}");
        var name = string(place.member("name"));
        var tests =
                place.node().propertyNames().stream().filter(key -> !key.equals("name")).toList();
        var numbers = Set.of("atLeast", "atMost");
        var dates = Set.of("from", "to");
        if (numbers.containsAll(tests))
            return new ContactFilter.Attribute(
                    name,
                    new AttributeTest.NumberRange(
                            amount(place.member("atLeast")), amount(place.member("atMost"))));
        if (dates.containsAll(tests))
            return new ContactFilter.Attribute(
                    name,
                    new AttributeTest.DateRange(
                            date(place.member("from")), date(place.member("to"))));
        var allowed = Set.of("is", "startsWith", "contains", "exists");
        if (tests.size() == 1 && allowed.contains(tests.getFirst()))
            return new ContactFilter.Attribute(
                    name, new AttributeTest.Text(text(place, tests.getFirst())));
        throw wrong(
                place,
                "name, and one of is, startsWith, contains, exists; or atLeast and atMost (numbers); or from and to (dates)");
    }

    private static ContactFilter consent(FilterReader reader, Place place) {
        return new ContactFilter.Consent(
                strings(place).stream()
                        .map(text -> constant(place, ConsentState.values(), text))
                        .toList());
    }

    private static ContactFilter created(FilterReader reader, Place place) {
        range(place);
        return new ContactFilter.Created(time(place.member("from")), time(place.member("to")));
    }

    private static ContactFilter optedIn(FilterReader reader, Place place) {
        range(place);
        return new ContactFilter.OptedIn(time(place.member("from")), time(place.member("to")));
    }

    private static ContactFilter campaign(FilterReader reader, Place place) {
        if (!place.node().isObject() || place.node().size() != 2)
            throw wrong(place, "such as {\"id\": \"…\", \"was\": \"READ\"}");
        var id = place.member("id");
        try {
            return new ContactFilter.Campaign(
                    UUID.fromString(string(id)),
                    constant(place.member("was"), Outcome.values(), string(place.member("was"))));
        } catch (IllegalArgumentException e) {
            throw wrong(id, "the id of a campaign");
        }
    }

    private static ContactFilter wrote(FilterReader reader, Place place) {
        return behaviour(
                place, new ContactFilter.Wrote(days(place)), new ContactFilter.Wrote(null));
    }

    private static ContactFilter received(FilterReader reader, Place place) {
        return behaviour(
                place, new ContactFilter.Received(days(place)), new ContactFilter.Received(null));
    }

    private static ContactFilter behaviour(
            Place place, ContactFilter withinDays, ContactFilter ever) {
        var kind = member(place, Set.of("withinDays", "ever"));
        if (kind.equals("withinDays")) return withinDays;
        return flag(place.member("ever")) ? ever : new ContactFilter.Not(ever);
    }

    private static @Nullable Integer days(Place place) {
        var given = place.member("withinDays");
        if (given.node().isMissingNode()) return null;
        if (!given.node().isInt() || given.node().asInt() < 1 || given.node().asInt() > MOST_DAYS)
            throw wrong(given, "a number of days, 1 to " + MOST_DAYS);
        return given.node().asInt();
    }

    /// @return the one key that the object has
    private static String member(Place place, Set<String> allowed) {
        if (place.node().isObject() && place.node().size() == 1) {
            var key = place.node().propertyNames().iterator().next();
            if (allowed.contains(key)) return key;
        }
        throw wrong(
                place,
                "an object with "
                        + (allowed.size() == 1 ? "" : "one of ")
                        + String.join(", ", allowed.stream().sorted().toList()));
    }

    private static TextTest text(Place place, String kind) {
        var given = place.member(kind);
        return switch (kind) {
            case "is" -> new TextTest.Is(strings(given));
            case "startsWith" -> new TextTest.StartsWith(string(given));
            case "contains" -> new TextTest.Contains(string(given));
            default -> new TextTest.Exists(flag(given));
        };
    }

    private static void range(Place place) {
        boolean known =
                place.node().isObject()
                        && !place.node().isEmpty()
                        && Set.of("from", "to").containsAll(place.node().propertyNames());
        if (!known) throw wrong(place, "an object with from, to or both");
    }

    private static @Nullable Instant time(Place place) {
        return place.node().isMissingNode() ? null : time(string(place), place.path());
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

    private static @Nullable String date(Place place) {
        if (place.node().isMissingNode()) return null;
        try {
            return LocalDate.parse(string(place)).toString();
        } catch (DateTimeParseException e) {
            throw wrong(place, "a date such as 2026-05-03");
        }
    }

    private static @Nullable Double amount(Place place) {
        if (place.node().isMissingNode()) return null;
        if (!place.node().isNumber()) throw wrong(place, "a number");
        return place.node().asDouble();
    }

    private static boolean flag(Place place) {
        if (!place.node().isBoolean()) throw wrong(place, "true or false");
        return place.node().asBoolean();
    }

    /// One or several; a single text stands for a list of one.
    private static List<String> strings(Place place) {
        if (place.node().isString()) return List.of(string(place));
        if (!place.node().isArray() || place.node().isEmpty())
            throw wrong(place, "a list with at least one value");
        if (place.node().size() > MOST_VALUES)
            throw wrong(place, "at most " + MOST_VALUES + " values");
        var texts = new ArrayList<String>();
        for (int i = 0; i < place.node().size(); i++) {
            texts.add(
                    string(
                            new Place(
                                    place.node().get(i),
                                    place.path() + "[" + i + "]",
                                    place.depth())));
        }
        return texts;
    }

    private static String string(Place place) {
        if (!place.node().isString() || place.node().asString().isBlank())
            throw wrong(place, "a text that is not blank");
        var text = place.node().asString();
        if (text.length() > LONGEST) throw wrong(place, "at most " + LONGEST + " characters");
        if (text.indexOf('\0') >= 0) throw wrong(place, "no NUL characters");
        return text;
    }

    private static <E extends Enum<E>> E constant(Place place, E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                place,
                                "one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(values).map(Enum::name).toList())));
    }

    private static Wrong wrong(Place place, String message) {
        return new Wrong(place.path(), message);
    }
}
