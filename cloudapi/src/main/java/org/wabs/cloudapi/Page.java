package org.wabs.cloudapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// One page of a Graph list. `paging.next` itself is not followed: it can carry the access token
/// and name another host.
///
/// @param after cursor of the next page; null on the last one
record Page<T>(List<T> elements, @Nullable String after) {

    /// An element that cannot be read is left out: one broken template must not hide the others.
    static <T> Page<T> of(JsonNode node, Function<JsonNode, T> reader) {
        var fields = new Fields(node);
        var elements = new ArrayList<T>();
        for (Fields element : fields.list("data")) {
            try {
                elements.add(reader.apply(element.node()));
            } catch (IllegalArgumentException unreadable) {
                continue;
            }
        }
        Fields paging = fields.object("paging");
        return new Page<>(
                elements, paging.has("next") ? paging.object("cursors").text("after") : null);
    }
}
