package org.wabs.cloudapi;

import java.time.Instant;
import java.util.List;

/// One filled part of a template message, in Meta's vocabulary (Meta's documentation, read
/// 2026-10). Only parts with something variable appear.
public sealed interface TemplateComponent {

    record Header(HeaderParameter parameter) implements TemplateComponent {}

    /// @param parameters in the order of {{1}}, {{2}}, …, or all with names
    record Body(List<BodyParameter> parameters) implements TemplateComponent {
        public Body {
            parameters = List.copyOf(parameters);
        }
    }

    /// @param index counts over all buttons of the template, static ones included, from 0
    record Button(int index, ButtonParameter parameter) implements TemplateComponent {
        public Button {
            if (index < 0 || index > 9) {
                throw new IllegalArgumentException("button index: 0 to 9, was " + index);
            }
        }
    }

    record LimitedTimeOffer(Instant expiresAt) implements TemplateComponent {}

    /// Exactly as many cards as were approved.
    record Carousel(List<Card> cards) implements TemplateComponent {
        public Carousel {
            cards = List.copyOf(cards);
        }
    }

    /// @param components header, body and buttons of this card
    record Card(int index, List<TemplateComponent> components) {
        public Card {
            components = List.copyOf(components);
        }
    }

    /// The website opened by a tap on the message.
    record TapTarget(String url, String title) implements TemplateComponent {}
}
