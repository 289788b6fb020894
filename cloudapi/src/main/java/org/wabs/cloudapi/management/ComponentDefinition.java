package org.wabs.cloudapi.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// One component of a template as approved (Meta's documentation, read 2026-10); each keeps its
/// JSON, examples included.
public sealed interface ComponentDefinition {
    JsonNode raw();

    /// @param format TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION, PRODUCT
    /// @param text of a TEXT header, with at most one variable
    record Header(String format, @Nullable String text, JsonNode raw)
            implements ComponentDefinition {}

    /// @param text null for authentication templates, whose text Meta fixes
    record Body(@Nullable String text, JsonNode raw) implements ComponentDefinition {}

    record Footer(@Nullable String text, JsonNode raw) implements ComponentDefinition {}

    /// @param buttons in the order that their index counts
    record Buttons(List<ButtonDefinition> buttons, JsonNode raw) implements ComponentDefinition {
        public Buttons {
            buttons = List.copyOf(buttons);
        }
    }

    record LimitedTimeOffer(@Nullable String text, boolean hasExpiration, JsonNode raw)
            implements ComponentDefinition {}

    /// @param cards the components of each card
    record Carousel(List<List<ComponentDefinition>> cards, JsonNode raw)
            implements ComponentDefinition {
        public Carousel {
            cards = List.copyOf(cards);
        }
    }

    /// A type that this version does not know.
    record Other(String type, JsonNode raw) implements ComponentDefinition {}

    static List<ComponentDefinition> listOf(List<Fields> components) {
        var definitions = new ArrayList<ComponentDefinition>(components.size());
        for (Fields component : components) {
            definitions.add(of(component));
        }
        return List.copyOf(definitions);
    }

    static ComponentDefinition of(Fields component) {
        JsonNode raw = component.node();
        String type = component.text("type", "").toUpperCase(Locale.ROOT);
        return switch (type) {
            case "HEADER" ->
                    new Header(
                            component.text("format", "TEXT").toUpperCase(Locale.ROOT),
                            component.text("text"),
                            raw);
            case "BODY" -> new Body(component.text("text"), raw);
            case "FOOTER" -> new Footer(component.text("text"), raw);
            case "BUTTONS" ->
                    new Buttons(
                            component.list("buttons").stream().map(ButtonDefinition::of).toList(),
                            raw);
            case "LIMITED_TIME_OFFER" -> {
                Fields offer = component.object("limited_time_offer");
                yield new LimitedTimeOffer(offer.text("text"), offer.flag("has_expiration"), raw);
            }
            case "CAROUSEL" ->
                    new Carousel(
                            component.list("cards").stream()
                                    .map(card -> listOf(card.list("components")))
                                    .toList(),
                            raw);
            default -> new Other(type, raw);
        };
    }
}
