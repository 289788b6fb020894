package org.wabs.server.webhook;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.wabs.cloudapi.webhook.WebhookChallenge;
import org.wabs.cloudapi.webhook.WebhookSignature;
import org.wabs.server.account.Apps;
import org.wabs.server.account.MetaApp;

/// `GET|POST /webhooks/whatsapp[/{app}]`: Meta's check of the address, and its webhooks. A body is
/// neither parsed before its signature is found right, nor acknowledged before it is committed.
final class WebhookServlet extends HttpServlet {
    static final String PATH = "/webhooks/whatsapp";

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);

    private static final Pattern APP_KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final transient Apps apps;
    private final transient BytesInFlight bytesInFlight;
    private final transient DeliveryWriter writer;
    private final transient Runnable refused;
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - TELL_NANOS);

    /// @param refused called when a webhook of Meta's had to be turned away
    WebhookServlet(
            Apps apps, BytesInFlight bytesInFlight, DeliveryWriter writer, Runnable refused) {
        this.apps = apps;
        this.bytesInFlight = bytesInFlight;
        this.writer = writer;
        this.refused = refused;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var challenge =
                new WebhookChallenge(
                        request.getParameter("hub.mode"),
                        request.getParameter("hub.challenge"),
                        request.getParameter("hub.verify_token"));
        try {
            var answer = app(request).flatMap(app -> challenge.answer(app.verifyToken()));
            if (answer.isPresent()) write(response, answer.get());
            else response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } catch (NestedRuntimeException e) {
            unavailable(response);
        }
    }

    private static void write(HttpServletResponse response, String challenge) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(challenge.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            var app = app(request);
            if (app.isEmpty()) unsigned(request, response);
            else if (!app.get().isReadable()) unavailable(response);
            else takeIn(app.get(), request, response);
        } catch (NestedRuntimeException e) {
            unavailable(response); // whose secret it is cannot be asked
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unavailable(response);
        }
    }

    private Optional<MetaApp> app(HttpServletRequest request) {
        var key = key(request);
        return APP_KEY.matcher(key).matches() ? apps.find(key) : Optional.empty();
    }

    private static String key(HttpServletRequest request) {
        var path = request.getPathInfo();
        return path == null || path.equals("/") ? MetaApp.DEFAULT : path.substring(1);
    }

    private void takeIn(MetaApp app, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        long announced = request.getContentLengthLong();
        if (announced > BodyReader.LARGEST) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        try (var room = bytesInFlight.of(app.appKey())) {
            switch (BodyReader.read(request.getInputStream(), announced, room)) {
                case BodyReader.Whole(byte[] body) -> takeIn(app, body, request, response);
                case BodyReader.TooLarge _ ->
                        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                case BodyReader.NoRoom _ -> unavailable(response);
            }
        }
    }

    private void takeIn(
            MetaApp app, byte[] body, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        if (!WebhookSignature.matches(
                body, request.getHeader(WebhookSignature.HEADER), app.secrets())) {
            unsigned(request, response);
        } else if (!writer.append(app.appKey(), body)) {
            unavailable(response);
        } else {
            response.setContentLength(0);
        }
    }

    private void unsigned(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        long told = toldNanos.get();
        long now = System.nanoTime();
        if (now - told < TELL_NANOS || !toldNanos.compareAndSet(told, now)) return;
        var key = key(request);
        log.warn(
                "Webhook refused: nobody known signed it; compare the app secret with Meta's app"
                        + " dashboard app={} signed={}",
                APP_KEY.matcher(key).matches() ? key : "?",
                request.getHeader(WebhookSignature.HEADER) != null);
    }

    private void unavailable(HttpServletResponse response) {
        refused.run();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
    }
}
