package org.wabs.cloudapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What fills one button of a template.
public sealed interface ButtonParameter {
    /// @param payload comes back when the button is pressed
    record QuickReply(String payload) implements ButtonParameter {}

    /// @param suffix completes the approved URL; the code itself for authentication templates
    record Url(String suffix) implements ButtonParameter {}

    record CopyCode(String code) implements ButtonParameter {}

    record Flow(@Nullable String token, @Nullable JsonNode actionData) implements ButtonParameter {}

    record Catalog(@Nullable String thumbnailProductRetailerId) implements ButtonParameter {}

    /// Several products: at most 30 in 10 sections.
    record MultiProduct(String thumbnailProductRetailerId, List<Section> sections)
            implements ButtonParameter {
        public MultiProduct {
            sections = List.copyOf(sections);
        }
    }

    record Section(String title, List<String> productRetailerIds) {
        public Section {
            productRetailerIds = List.copyOf(productRetailerIds);
        }
    }
}
