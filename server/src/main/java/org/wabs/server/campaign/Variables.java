package org.wabs.server.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.template.Slot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What fills the variables of a template, by place.
///
/// @param header by variable, `"1"` or its name; for a medium the one entry is its link, or its id
///   of `POST /api/media` as a text
/// @param body by variable, `"1"`, `"2"`, … or its name
/// @param buttons by the button's place in the template, from `"0"`, static buttons counted
record Variables(
        Map<String, Mapping> header, Map<String, Mapping> body, Map<String, Mapping> buttons) {
    static final Variables NONE = new Variables(null, null, null);

    Variables(
            @Nullable Map<String, Mapping> header,
            @Nullable Map<String, Mapping> body,
            @Nullable Map<String, Mapping> buttons) {
        this.header = copy(header);
        this.body = copy(body);
        this.buttons = copy(buttons);
    }

    private static Map<String, Mapping> copy(@Nullable Map<String, Mapping> given) {
        var copy = new LinkedHashMap<String, Mapping>();
        if (given != null) given.forEach((key, mapping) -> copy.put(key, orNothing(mapping)));
        return copy;
    }

    /// A JSON null is as wrong as a mapping without a source, and is told in the same words.
    private static Mapping orNothing(@Nullable Mapping mapping) {
        return mapping == null ? new Mapping(null, null, null, null) : mapping;
    }

    /// Mistakes in the mappings themselves: field → what is wrong.
    Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        collect(problems, "header", header);
        collect(problems, "body", body);
        collect(problems, "buttons", buttons);
        return problems;
    }

    private static void collect(
            Map<String, String> problems, String part, Map<String, Mapping> mappings) {
        mappings.forEach((key, mapping) ->
                mapping.problem()
                        .ifPresent(words -> problems.put("variables." + part + "." + key, words)));
    }

    /// The mapping of a place in the template.
    Optional<Mapping> of(Slot slot) {
        return Optional.ofNullable(
                switch (slot.part()) {
                    case HEADER -> ofHeader(slot);
                    case BODY -> body.get(slot.variable());
                    case BUTTON -> buttons.get(Integer.toString(slot.buttonIndex()));
                });
    }

    /// But for a place, a header has at most one variable: whatever it is called in the mapping, it
    /// is meant.
    private @Nullable Mapping ofHeader(Slot slot) {
        var named = header.get(slot.variable());
        return named == null && header.size() == 1 && slot.kind() != Slot.Kind.LOCATION
                ? header.values().iterator().next()
                : named;
    }

    List<Slot> missing(List<Slot> slots) {
        return slots.stream().filter(slot -> of(slot).isEmpty()).toList();
    }

    /// Fields of mappings for which the template has no place.
    List<String> surplus(List<Slot> slots) {
        var surplus = new ArrayList<String>();
        header.keySet().forEach(key -> surplus.add("variables.header." + key));
        body.keySet().forEach(key -> surplus.add("variables.body." + key));
        buttons.keySet().forEach(key -> surplus.add("variables.buttons." + key));
        for (var slot : slots) {
            surplus.remove(field(slot));
            if (slot.part() == Slot.Part.HEADER && header.size() == 1 && of(slot).isPresent())
                surplus.removeIf(field -> field.startsWith("variables.header."));
        }
        return surplus;
    }

    /// In the order of the slots, as the plan takes it. Every slot must have its mapping.
    ArrayNode aligned(List<Slot> slots) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var slot : slots) array.add(of(slot).orElseThrow().source());
        return array;
    }

    /// The slots for which somebody may have no value.
    List<Slot> slotsThatMayBeEmpty(List<Slot> slots) {
        return slots.stream()
                .filter(slot -> of(slot).filter(Mapping::canBeMissing).isPresent())
                .toList();
    }

    /// What fills those: decides who is skipped.
    ArrayNode thatMayBeMissing(List<Slot> slots) {
        return aligned(slotsThatMayBeEmpty(slots));
    }

    /// Where the mapping of a place in the template stands in a request.
    static String field(Slot slot) {
        return switch (slot.part()) {
            case HEADER -> "variables.header." + slot.variable();
            case BODY -> "variables.body." + slot.variable();
            case BUTTON -> "variables.buttons." + slot.buttonIndex();
        };
    }
}
