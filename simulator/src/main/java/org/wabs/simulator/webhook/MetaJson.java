package org.wabs.simulator.webhook;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as Meta writes it in webhooks: `\u00e9` for anything beyond ASCII, `\/` for a slash. The
/// signature covers these bytes, so whoever parses and writes them again gets another hash.
final class MetaJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .build();

    private MetaJson() {}

    static byte[] bytes(JsonNode node) {
        // a slash stands only inside strings, and Jackson never escapes it itself
        return MAPPER.writeValueAsString(node)
                .replace("/", "\\/")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
