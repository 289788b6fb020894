package org.wabs.simulator.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// One request, read to its end.
///
/// @param path percent-decoded path, starting with `/`
/// @param segments the parts of the path, without empty ones
/// @param query the last value of each query parameter, decoded
/// @param authorization the header as it came, if any
/// @param contentType the header as it came, if any
/// @param fileOffset the header of resumable uploads; -1 when it is missing or no number
/// @param host host and port as the client wrote them
public record Request(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        @Nullable String authorization,
        @Nullable String contentType,
        long fileOffset,
        String host,
        byte[] body) {

    public String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    /// A whole number of the query, within bounds.
    ///
    /// @throws BadRequest naming the parameter, when it is no number
    public long number(String name, long otherwise, long min, long max) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.clamp(Long.parseLong(text), min, max);
        } catch (NumberFormatException e) {
            throw new BadRequest(name + ": a whole number is wanted, was '" + text + "'");
        }
    }

    /// The body as a JSON object; an empty body is an empty object.
    ///
    /// @throws BadRequest when it is anything else
    public ObjectNode object() {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new BadRequest("The body is not JSON: " + e.getOriginalMessage());
        }
        throw new BadRequest("The body must be a JSON object");
    }
}
