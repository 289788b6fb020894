package org.wabs.simulator.graph;

import java.util.ArrayList;
import java.util.List;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// The `fields` parameter of a Graph request.
final class Fields {
    private Fields() {}

    /// The wanted fields of a node; `id` always.
    ///
    /// @param wanted the parameter; empty for the usual ones
    /// @throws Refusal 100 for a field that the node does not have
    static ObjectNode select(ObjectNode node, String wanted, List<String> usual, String nodeType) {
        List<String> names = wanted.isBlank() ? usual : names(wanted);
        ObjectNode selected = Json.object();
        for (String name : names) {
            if (!node.has(name)) {
                throw Refusal.invalid(
                        "Tried accessing nonexisting field ("
                                + name
                                + ") on node type ("
                                + nodeType
                                + ")");
            }
            selected.set(name, node.get(name));
        }
        selected.set("id", node.get("id"));
        return selected;
    }

    /// Field names without their own parameters: `a,b{c,d},e.limit(5)` gives a, b, e.
    static List<String> names(String wanted) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        int depth = 0;
        for (char c : (wanted + ",").toCharArray()) {
            if (c == '{' || c == '(') {
                depth++;
            } else if (c == '}' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                String whole = name.toString().strip();
                int dot = whole.indexOf('.');
                if (!whole.isEmpty()) {
                    names.add(dot < 0 ? whole : whole.substring(0, dot));
                }
                name.setLength(0);
            } else if (depth == 0) {
                name.append(c);
            }
        }
        return names;
    }
}
