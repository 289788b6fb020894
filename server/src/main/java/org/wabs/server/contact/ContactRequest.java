package org.wabs.server.contact;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Bodies of the requests that make and change contacts. Text is cleaned as an import cleans it.
final class ContactRequest {
    static final int MOST_ATTRIBUTES = 50;
    private static final Pattern LANGUAGE =
            Pattern.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?");

    private ContactRequest() {}

    /// A person who agrees.
    ///
    /// @param category everything unless said otherwise
    /// @param source where the consent is on file
    record ConsentGiven(
            @Nullable ConsentCategory category,
            @Schema(example = "signed form of 3 May") String source) {}

    /// A phone number, a user id or both.
    ///
    /// @param phone as people write it; without country code it is one of the default country
    /// @param bsuid business-scoped user id
    /// @param consent an opt-in that is on file
    record New(
            @Nullable @Schema(example = "+12025550123") String phone,
            @Nullable @Schema(example = "US.13491208655302741918") String bsuid,
            @Nullable @Schema(example = "Ana Lima") String name,
            @Nullable @Schema(example = "pt_BR") String language,
            @Nullable @Schema(example = "BR") String country,
            @Nullable @Schema(example = "{\"city\": \"Recife\"}") Map<String, String> attributes,
            @Nullable @Schema(example = "[\"spring\"]") List<String> tags,
            @Nullable @Valid ConsentGiven consent) {
        @Override
        public String toString() {
            return "New[***]";
        }
    }

    /// What is left out stays as it is; an empty text removes what was there.
    ///
    /// @param version of the contact as it was read
    /// @param attributes by name; null removes one, those left out stay
    /// @param addTags tags to give, beside those that are there
    record Change(
            @NotNull(message = "the version as it was read") @Nullable @Schema(example = "1")
                    Integer version,
            @Nullable String phone,
            @Nullable String bsuid,
            @Nullable @Schema(example = "Ana Lima") String name,
            @Nullable @Schema(example = "pt_BR") String language,
            @Nullable @Schema(example = "BR") String country,
            @Nullable Map<String, @Nullable String> attributes,
            @Nullable @Size(max = 100, message = "at most 100") List<String> addTags,
            @Nullable @Size(max = 100, message = "at most 100") List<String> removeTags) {
        @Override
        public String toString() {
            return "Change[***]";
        }
    }

    static String phone(String written, String country) {
        return PhoneNumbers.parse(written, country)
                .orElseThrow(() ->
                        problem(
                                "phone",
                                "a valid phone number with its country code, such as +12025550123"));
    }

    static String bsuid(String text) {
        if (RecipientKey.isBsuid(text)) return text;
        throw problem("bsuid", "a business-scoped user id such as US.13491208655302741918");
    }

    static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(one -> !one.isEmpty());
    }

    static Map<String, String> present(Map<String, @Nullable String> attributes) {
        var present = new TreeMap<String, String>();
        attributes.forEach((name, value) -> {
            if (value != null) present.put(name, value);
        });
        return present;
    }

    static Optional<String> name(@Nullable String text) {
        return text(text, "name", PlainText.NAME);
    }

    static Optional<String> language(@Nullable String text) {
        if (text == null || text.isBlank()) return Optional.empty();
        var match = LANGUAGE.matcher(text.strip());
        if (!match.matches()) throw problem("language", "such as en or pt_BR");
        var language = match.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(
                match.group(2) == null
                        ? language
                        : language + "_" + match.group(2).toUpperCase(Locale.ROOT));
    }

    static Optional<String> country(@Nullable String text) {
        if (text == null || text.isBlank()) return Optional.empty();
        var country = text.strip().toUpperCase(Locale.ROOT);
        if (PhoneNumbers.isCountry(country)) return Optional.of(country);
        throw problem("country", "a country in two letters (ISO 3166) such as US or DE");
    }

    /// @return null for an attribute that is to go
    static Map<String, @Nullable String> attributes(@Nullable Map<String, @Nullable String> given) {
        var attributes = new LinkedHashMap<String, @Nullable String>();
        if (given == null) return attributes;
        given.forEach((name, value) -> {
            var clean = PlainText.clean(name);
            if (clean.isEmpty() || clean.length() > PlainText.ATTRIBUTE_NAME)
                throw problem(
                        "attributes", "names of 1 to " + PlainText.ATTRIBUTE_NAME + " characters");
            attributes.put(clean, text(value, "attributes." + clean, PlainText.VALUE).orElse(null));
        });
        if (attributes.size() > MOST_ATTRIBUTES)
            throw problem("attributes", "at most " + MOST_ATTRIBUTES);
        return attributes;
    }

    static List<String> tags(@Nullable List<String> given, String field) {
        if (given == null) return List.of();
        return given.stream().map(name -> tag(name, field)).distinct().sorted().toList();
    }

    static String tag(String name, String field) {
        var tag = PlainText.clean(name);
        if (tag.isEmpty() || tag.length() > PlainText.TAG || tag.indexOf(',') >= 0)
            throw problem(field, "1 to " + PlainText.TAG + " characters each, no comma");
        return tag;
    }

    static Optional<String> text(@Nullable String text, String field, int longest) {
        if (text == null) return Optional.empty();
        var clean = PlainText.clean(text);
        if (clean.length() > longest) throw problem(field, "at most " + longest + " characters");
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    static ProblemException problem(String field, String message) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "Some fields are not valid.")
                .field(field, message);
    }
}
