package org.wabs.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.wabs.simulator.world.App;

/// Meta's outgoing HTTP: verification and webhooks. HTTP/1.1 only; it repeats and redirects nothing
/// by itself.
public final class Poster implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    /// Posts a webhook.
    ///
    /// @param signature empty for none
    /// @return the HTTP status
    /// @throws IOException when there was no answer
    public int post(String url, byte[] body, String signature)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "facebookexternalua")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!signature.isEmpty()) {
            request.header(Signature.HEADER, signature);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    public static String sign(byte[] body, App app) {
        return Signature.of(body, app.secret());
    }

    /// Meta's check of a callback: the answer must be 200 and the bare challenge.
    ///
    /// @return empty when it passed, else what was wrong
    public String verify(String url, String verifyToken) throws InterruptedException {
        String challenge = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L));
        String query =
                "hub.mode=subscribe&hub.challenge="
                        + challenge
                        + "&hub.verify_token="
                        + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        try {
            URI uri = URI.create(url + (url.contains("?") ? "&" : "?") + query);
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).GET().build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return "The callback answered " + answer.statusCode() + " instead of 200";
            }
            return answer.body().equals(challenge)
                    ? ""
                    : "The callback did not answer the bare challenge";
        } catch (IllegalArgumentException e) {
            return "url: " + e.getMessage();
        } catch (IOException e) {
            return "The callback did not answer: " + e;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
