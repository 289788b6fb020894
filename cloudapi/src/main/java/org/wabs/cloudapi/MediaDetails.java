package org.wabs.cloudapi;

import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// A medium at Meta.
///
/// @param url valid 5 minutes, needs the access token
/// @param sha256 hex or base64, as Meta pleases
/// @param size bytes
public record MediaDetails(
        String url, @Nullable String mimeType, @Nullable String sha256, @Nullable Long size) {
    static MediaDetails of(JsonNode json) {
        var fields = new Fields(json);
        return new MediaDetails(
                fields.requiredText("url"),
                fields.text("mime_type"),
                fields.text("sha256"),
                fields.whole("file_size"));
    }

    /// Without the address, which is a key to the bytes.
    @Override
    public String toString() {
        return "MediaDetails[" + mimeType + ", " + size + " bytes]";
    }
}
