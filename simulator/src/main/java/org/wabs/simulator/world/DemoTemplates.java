package org.wabs.simulator.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The templates of the preset `demo`.
final class DemoTemplates {
    private static final JsonNode SPECS = load();

    private DemoTemplates() {}

    static List<Template> of(String wabaId) {
        List<Template> templates = new ArrayList<>();
        SPECS.forEach(spec -> templates.add(Template.of(wabaId, (ObjectNode) spec)));
        return templates;
    }

    private static JsonNode load() {
        try (InputStream in = DemoTemplates.class.getResourceAsStream("demo-templates.json")) {
            if (in == null) {
                throw new IllegalStateException("demo-templates.json is missing from the jar");
            }
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
