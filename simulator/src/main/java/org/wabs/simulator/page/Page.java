package org.wabs.simulator.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Request;

/// The page at `/`: a few files of our own, nothing from elsewhere.
public final class Page {
    private static final Map<String, String> SECURITY =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cache-Control",
                    "no-cache");

    private final Map<String, Answer> files =
            Map.of(
                    "/", file("customer.html", "text/html"),
                    "/customer.js", file("customer.js", "text/javascript"),
                    "/customer.css", file("customer.css", "text/css"));

    /// The file of that path, if there is one.
    public Optional<Answer> find(Request request) {
        return request.method().equals("GET")
                ? Optional.ofNullable(files.get(request.path()))
                : Optional.empty();
    }

    private static Answer file(String name, String type) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new Answer.Content(200, type + "; charset=UTF-8", in.readAllBytes(), SECURITY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
