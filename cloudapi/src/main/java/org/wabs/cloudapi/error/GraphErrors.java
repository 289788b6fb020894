package org.wabs.cloudapi.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import org.wabs.cloudapi.json.MetaText;

/// Reads Meta's error objects: `{"error":{…}}` of an answer and the elements of `errors` in
/// webhooks.
public final class GraphErrors {
    /// Meta's sentences are short; a page pasted into one is not worth keeping.
    private static final int MAX_TEXT = 2000;

    private GraphErrors() {}

    /// @return empty unless it is a Graph error with a readable code: then nobody knows what it
    ///   means
    public static Optional<MetaError> ofAnswer(Fields answer, int httpStatus) {
        return of(answer.object("error"), httpStatus);
    }

    public static Optional<MetaError> ofWebhook(Fields error) {
        return of(error, 0);
    }

    private static Optional<MetaError> of(Fields error, int httpStatus) {
        Integer code = error.small("code");
        if (code == null) {
            return Optional.empty();
        }
        String message = error.text("message");
        return Optional.of(
                new MetaError(
                        code,
                        error.small("error_subcode"),
                        shortened(message == null ? error.text("title", "") : message),
                        details(error),
                        error.text("fbtrace_id"),
                        httpStatus,
                        error.flag("is_transient")));
    }

    /// `error_data` may be a plain string; template creation explains itself in `error_user_msg`.
    private static @Nullable String details(Fields error) {
        String details = error.object("error_data").text("details");
        if (details == null) {
            details = error.text("error_data");
        }
        if (details == null) {
            details = error.text("error_user_msg");
        }
        return details == null ? null : shortened(details);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : MetaText.clean(text.substring(0, MAX_TEXT));
    }
}
