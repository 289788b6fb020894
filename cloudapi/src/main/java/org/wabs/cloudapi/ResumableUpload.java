package org.wabs.cloudapi;

import java.util.regex.Pattern;
import okhttp3.Request;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// Meta's Resumable Upload: a session, then the bytes, and again from where they stopped when the
/// line broke. Nothing is published by it, so that repeating it is harmless.
final class ResumableUpload {
    private static final int MOST_TRIES = 3;

    /// A path with a signature in the query, as Meta gives it; nothing that leads elsewhere.
    private static final Pattern SESSION =
            Pattern.compile("upload:[A-Za-z0-9_+=:~-]+(\\?[A-Za-z0-9_=&.%~-]*)?");

    private final GraphHttp http;
    private final GraphCalls calls;

    ResumableUpload(GraphHttp http, GraphCalls calls) {
        this.http = http;
        this.calls = calls;
    }

    GraphResult<String> upload(MetaAppId app, AccessToken token, MediaUpload upload) {
        return switch (open(app, token, upload)) {
            case GraphResult.Ok<String>(String session) -> bytes(session, token, upload);
            case GraphResult.Refused<String> refused -> refused;
            case GraphResult.Unreachable<String> unreachable -> unreachable;
        };
    }

    private GraphResult<String> open(MetaAppId app, AccessToken token, MediaUpload upload) {
        var url =
                http.url(app.value(), "uploads")
                        .newBuilder()
                        .addQueryParameter("file_name", upload.fileName())
                        .addQueryParameter("file_length", Long.toString(upload.size()))
                        .addQueryParameter("file_type", upload.mimeType())
                        .build();
        return calls.answer(
                http.request(token, url).post(new OneShotJson(new byte[0])).build(),
                ResumableUpload::session);
    }

    private static String session(JsonNode answer) {
        String session = new Fields(answer).requiredText("id");
        if (!SESSION.matcher(session).matches())
            throw new IllegalArgumentException("the upload session has an unknown form");
        return session;
    }

    private GraphResult<String> bytes(String session, AccessToken token, MediaUpload upload) {
        long offset = 0;
        for (int tries = 1; ; tries++) {
            var answer = send(session, token, upload, offset);
            if (!(answer instanceof GraphResult.Unreachable<String>) || tries == MOST_TRIES)
                return answer;
            if (!(stoppedAt(session, token) instanceof GraphResult.Ok<Long>(Long at)))
                return answer;
            offset = Math.clamp(at, 0, upload.size());
        }
    }

    private GraphResult<String> send(
            String session, AccessToken token, MediaUpload upload, long offset) {
        Request request =
                request(session, token)
                        .header("file_offset", Long.toString(offset))
                        .post(upload.bytesFrom(offset))
                        .build();
        return calls.answer(http.slowly(), request, answer -> new Fields(answer).requiredText("h"));
    }

    private GraphResult<Long> stoppedAt(String session, AccessToken token) {
        return calls.answer(
                request(session, token).get().build(),
                answer -> answer.path("file_offset").asLong(0));
    }

    /// This edge alone wants the token under another name.
    private Request.Builder request(String session, AccessToken token) {
        return http.request(token, http.urlOf(session))
                .header("Authorization", "OAuth " + token.value());
    }
}
