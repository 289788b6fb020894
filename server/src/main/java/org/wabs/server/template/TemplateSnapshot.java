package org.wabs.server.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.wabs.cloudapi.Content;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;

/// A template as it was when a campaign froze it: all that sending needs. Kept as JSON (Jackson).
///
/// @param slots in a fixed order; a message's values are a list aligned with it
/// @param bodyText as approved, with its variables; empty where Meta writes the text
public record TemplateSnapshot(
        TemplateName name,
        Language language,
        Category category,
        List<Slot> slots,
        String bodyText) {
    /// Characters of a filled body (Meta, 132005).
    private static final int MAX_BODY = 1024;

    public TemplateSnapshot {
        slots = List.copyOf(slots);
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
