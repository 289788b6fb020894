package org.wabs.simulator.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Files uploaded to an app as examples of template headers: upload sessions, and the handles that
/// came of them. They last as long as the process; a template is made right after its example.
public final class HeaderExamples {
    /// One upload.
    ///
    /// @param length bytes announced
    public record Session(
            String id, String app, String mimeType, long length, ByteArrayOutputStream received) {}

    /// A file that arrived whole.
    public record Example(String app, String mimeType, long size) {}

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Example> examples = new ConcurrentHashMap<>();

    public Session open(String app, String mimeType, long length) {
        String id = "upload:" + encoded(UUID.randomUUID().toString());
        Session session = new Session(id, app, mimeType, length, new ByteArrayOutputStream());
        sessions.put(id, session);
        return session;
    }

    public Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /// The handle of a session whose bytes are all here; the session ends.
    public String finish(Session session) {
        String handle = "4::" + encoded(session.mimeType()) + ":" + encoded(session.id());
        examples.put(handle, new Example(session.app(), session.mimeType(), session.length()));
        sessions.remove(session.id());
        return handle;
    }

    public Optional<Example> find(String handle) {
        return Optional.ofNullable(examples.get(handle));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
