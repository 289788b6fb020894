package org.wabs.cloudapi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP to one Graph host: nothing is repeated, redirected or cached behind the caller's back,
/// answers are bounded.
final class GraphHttp implements AutoCloseable {
    /// Meta's edge closes idle connections too; shorter than that, fewer sends meet a dead one.
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

    /// 100 MB at a slow line's 3 Mbit/s.
    private static final Duration LARGE_BODY = Duration.ofMinutes(5);

    private static final String USER_AGENT = "WhatsApp-Business-Sender";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OkHttpClient client;
    private final String version;
    private final MetaUsage usage;
    private volatile HttpUrl root;

    GraphHttp(CloudApiConfig config, MetaUsage usage) {
        this.usage = usage;
        this.version = config.version().toString();
        this.root = root(config.baseUrl(), version);
        this.client =
                new OkHttpClient.Builder()
                        .connectionPool(
                                new ConnectionPool(
                                        config.maxInFlight(),
                                        IDLE_CONNECTION.toSeconds(),
                                        TimeUnit.SECONDS))
                        .retryOnConnectionFailure(false)
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .connectTimeout(config.connectTimeout())
                        // the whole call has a timeout; one for each read and write beside it
                        // would be another entry in a queue under one lock
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .callTimeout(config.requestTimeout())
                        .addNetworkInterceptor(Departure::watch)
                        .build();
    }

    private GraphHttp(OkHttpClient client, HttpUrl root, String version, MetaUsage usage) {
        this.usage = usage;
        this.client = client;
        this.root = root;
        this.version = version;
    }

    private static HttpUrl root(URI base, String version) {
        return HttpUrl.get(base.toString()).newBuilder().addPathSegment(version).build();
    }

    /// Later calls go there; those under way are finished where they began.
    void moveTo(URI base) {
        root = root(base, version);
    }

    /// For bodies of many megabytes, which take longer than a message but never stand still for as
    /// long as one may take; the connections are shared.
    GraphHttp slowly() {
        var standstill = Duration.ofMillis(client.callTimeoutMillis());
        var slow =
                client.newBuilder()
                        .readTimeout(standstill)
                        .writeTimeout(standstill)
                        .callTimeout(LARGE_BODY)
                        .build();
        return new GraphHttp(slow, root, version, usage);
    }

    /// Whether this address is the Graph host itself: a simulator serves media there too.
    boolean isOwn(HttpUrl url) {
        return url.scheme().equals(root.scheme())
                && url.host().equals(root.host())
                && url.port() == root.port();
    }

    /// The caller closes the answer.
    Response open(Request request) throws IOException {
        return client.newCall(request).execute();
    }

    HttpUrl url(String... segments) {
        HttpUrl.Builder url = root.newBuilder();
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    /// What Meta gave as an id and is a path with a query in truth.
    HttpUrl urlOf(String pathAndQuery) {
        return HttpUrl.get(root + "/" + pathAndQuery);
    }

    HttpUrl fields(HttpUrl url, String fields) {
        return url.newBuilder().addQueryParameter("fields", fields).build();
    }

    Request.Builder request(AccessToken token, String... segments) {
        return request(token, url(segments));
    }

    /// The token travels in the header only: query strings end up in logs.
    Request.Builder request(AccessToken token, HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("User-Agent", USER_AGENT)
                .header("Authorization", "Bearer " + token.value());
    }

    /// @throws IOException no answer, or one that broke off
    Answer call(Request request, long maxAnswer) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            usage.heard(response);
            BufferedSource source = response.body().source();
            if (source.request(maxAnswer + 1)) {
                return new Answer(response.code(), null, response.header("Retry-After"));
            }
            return new Answer(
                    response.code(), parse(source.readByteArray()), response.header("Retry-After"));
        }
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isObject() ? json : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /// @param json null unless the whole body is one JSON object of a bearable size
    record Answer(int status, @Nullable JsonNode json, @Nullable String retryAfter) {
        String summary() {
            return "HTTP "
                    + status
                    + (json == null
                            ? " with a body that is not Graph's"
                            : " without a Graph answer");
        }
    }

    /// In words, without addresses and without what the other side said.
    static String reason(IOException e) {
        return switch (e) {
            case Departure.WindowClosed closed -> "its time slot had passed";
            case UnknownHostException unknown -> "the host name could not be resolved";
            case ConnectException refused -> "no connection";
            case SSLException tls -> "TLS failed";
            case InterruptedIOException timeout -> "timed out";
            default -> "the connection broke (" + e.getClass().getSimpleName() + ")";
        };
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
