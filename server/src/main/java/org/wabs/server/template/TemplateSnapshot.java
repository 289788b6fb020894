package org.wabs.server.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;

/// A template as it was when a campaign froze it: all that sending needs. Kept as JSON (Jackson).
///
/// @param slots in a fixed order; a message's values are a list aligned with it
/// @param variants the same template in other languages, which take the same values
/// @param bodyText as approved, with its variables; empty where Meta writes the text
public record TemplateSnapshot(
        TemplateName name,
        Language language,
        Category category,
        List<Slot> slots,
        String bodyText,
        List<TemplateSnapshot> variants) {
    /// Characters of a filled body (Meta, 132005).
    private static final int MAX_BODY = 1024;

    public TemplateSnapshot(
            TemplateName name,
            Language language,
            Category category,
            List<Slot> slots,
            String bodyText,
            @Nullable List<TemplateSnapshot> variants) {
        this.name = name;
        this.language = language;
        this.category = category;
        this.slots = List.copyOf(slots);
        this.bodyText = bodyText;
        this.variants = variants == null ? List.of() : List.copyOf(variants);
    }

    public TemplateSnapshot(
            TemplateName name,
            Language language,
            Category category,
            List<Slot> slots,
            String bodyText) {
        this(name, language, category, slots, bodyText, List.of());
    }

    /// This one together with those others that take the same values.
    public TemplateSnapshot with(List<TemplateSnapshot> others) {
        var fitting =
                others.stream()
                        .filter(other -> !other.language.equals(language))
                        .filter(other -> other.category == category && takesTheSame(other))
                        .map(other ->
                                new TemplateSnapshot(
                                        name, other.language, category, slots, other.bodyText))
                        .toList();
        return new TemplateSnapshot(name, language, category, slots, bodyText, fitting);
    }

    private boolean takesTheSame(TemplateSnapshot other) {
        return other.slots.size() == slots.size() && other.slots.containsAll(slots);
    }

    /// The template in one of its languages.
    ///
    /// @param code null, or of a language that is not among them: the template's own
    public TemplateSnapshot in(@Nullable String code) {
        return variants.stream()
                .filter(variant -> variant.language.code().equals(code))
                .findFirst()
                .orElse(this);
    }

    /// Its own and those of its variants.
    public List<String> languages() {
        return Stream.concat(Stream.of(this), variants.stream())
                .map(one -> one.language.code())
                .toList();
    }

    /// What to send.
    ///
    /// @param values aligned with the slots, without problems by [#check]
    /// @throws IllegalArgumentException when there are more or fewer values than slots
    public Content.Template content(List<String> values) {
        if (values.size() != slots.size()) throw new IllegalArgumentException(wrongSize(values));
        return new Content.Template(name, language, new Filling(slots, values).components());
    }

    /// What Meta would refuse in these values; empty when they can be sent.
    public List<SlotProblem> check(List<String> values) {
        if (values.size() != slots.size())
            return List.of(new SlotProblem("values", wrongSize(values)));
        var problems = new ArrayList<SlotProblem>();
        for (int i = 0; i < slots.size(); i++) {
            var problem = SlotCheck.problem(slots.get(i), values.get(i));
            if (problem != null) problems.add(new SlotProblem(slots.get(i).label(), problem));
        }
        var body = body(values);
        int length = body.codePointCount(0, body.length());
        if (length > MAX_BODY) {
            problems.add(
                    new SlotProblem(
                            "body",
                            "is "
                                    + length
                                    + " characters long with these values, at most "
                                    + MAX_BODY
                                    + "; shorten them"));
        }
        return List.copyOf(problems);
    }

    /// The body as the recipient reads it.
    public String body(List<String> values) {
        var byVariable = new HashMap<String, String>();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).part() == Slot.Part.BODY)
                byVariable.put(slots.get(i).variable(), values.get(i));
        }
        return Variables.filled(
                bodyText, variable -> byVariable.getOrDefault(variable, "{{" + variable + "}}"));
    }

    private String wrongSize(List<String> values) {
        return name
                + " ("
                + language
                + ") takes "
                + slots.size()
                + " values, "
                + values.size()
                + " were given";
    }
}
