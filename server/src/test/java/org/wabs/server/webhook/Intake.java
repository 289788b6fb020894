package org.wabs.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestServer;

/// A server that takes webhooks, and Meta's side by hand. The installation's app has two secrets,
/// as while one is replaced; account and number are connected through it.
public final class Intake implements AutoCloseable {
    public static final String SECRET = "the-present-secret";
    static final String FORMER_SECRET = "the-former-secret";
    static final String VERIFY_TOKEN = "our-verify-token";
    public static final String WABA = "102290129340398";
    public static final String NUMBER = "106540352242922";

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final TestServer server;

    private Intake(Map<String, String> more) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "WABS_SECRET_KEY",
                                KEY,
                                "WHATSAPP_APP_SECRET",
                                SECRET + "," + FORMER_SECRET,
                                "WHATSAPP_VERIFY_TOKEN",
                                VERIFY_TOKEN));
        settings.putAll(more);
        server = TestServer.start(settings);
        connect("default", WABA, NUMBER);
    }

    public static Intake start() {
        return new Intake(Map.of());
    }

    static Intake start(Map<String, String> settings) {
        return new Intake(settings);
    }

    public TestServer server() {
        return server;
    }

    public JdbcClient sql() {
        return server.sql();
    }

    OrganizationId organization() {
        return new OrganizationId(
                sql().sql("SELECT id FROM organization ORDER BY created_at LIMIT 1")
                        .query(UUID.class)
                        .single());
    }

    /// As connecting an account does after its token listed the number.
    void connect(String appKey, String waba, String number) {
        sql().sql(
                        "INSERT INTO connection (organization_id, app_key, waba_id, phone_number_id) VALUES (?, ?, ?, ?)")
                .params(organization().value(), appKey, waba, number)
                .update();
    }

    /// A second Meta app, with a callback path and a secret of its own.
    void addApp(String appKey, String secret) {
        var key = MasterKey.load(Settings.of(Map.of("WABS_SECRET_KEY", KEY)), Path.of("."));
        var box = new SecretBox(key);
        var row = "meta_app:" + organization() + ":" + appKey;
        sql().sql(
                        "INSERT INTO meta_app (organization_id, app_key, secret, verify_token) VALUES (?, ?, ?, ?)")
                .params(
                        organization().value(),
                        appKey,
                        box.seal(secret, row + ":secret"),
                        box.seal("token of " + appKey, row + ":verify-token"))
                .update();
    }

    /// Signed as Meta does, to the plain address.
    public int post(String body) {
        return post("", body.getBytes(UTF_8), SECRET);
    }

    int post(String path, byte[] body, String secret) {
        return send(path, body, "sha256=" + signature(body, secret)).statusCode();
    }

    HttpResponse<String> send(String path, byte[] body, String header) {
        var request =
                HttpRequest.newBuilder(server.url().resolve("/webhooks/whatsapp" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        if (header != null) request.header("X-Hub-Signature-256", header);
        return send(request);
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(
                HttpRequest.newBuilder(server.url().resolve("/webhooks/whatsapp" + pathAndQuery)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Patient, since the machine may be busy with other tests.
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    /// Until nothing acknowledged is left to process.
    public void awaitProcessed() {
        await().untilAsserted(() ->
                assertThat(
                                count(
                                        "webhook_delivery d JOIN webhook_writer w USING (writer_id) WHERE d.seq > w.processed_to"))
                        .isZero());
    }

    public long count(String fromAndWhere) {
        return sql().sql("SELECT count(*) FROM " + fromAndWhere).query(Long.class).single();
    }

    /// A body with one change of this field.
    public static String body(String waba, String field, String value) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":["
                + entry(waba, field, value)
                + "]}";
    }

    static String entry(String waba, String field, String value) {
        return "{\"id\":\""
                + waba
                + "\",\"time\":1750000000,\"changes\":["
                + change(field, value)
                + "]}";
    }

    static String change(String field, String value) {
        return "{\"field\":\"" + field + "\",\"value\":" + value + "}";
    }

    /// `value` of a change of `messages` to our number.
    public static String messages(String... messages) {
        return messagesTo(NUMBER, messages);
    }

    public static String messagesTo(String number, String... messages) {
        return "{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"12025550100\","
                + "\"phone_number_id\":\""
                + number
                + "\"},\"messages\":["
                + String.join(",", messages)
                + "]}";
    }

    /// @param text as it stands between the quotes
    public static String text(String from, String wamid, String text) {
        return "{\"from\":\""
                + from
                + "\",\"id\":\"wamid."
                + wamid
                + "\",\"timestamp\":\""
                + Instant.now().getEpochSecond()
                + "\",\"type\":\"text\",\"text\":{\"body\":\""
                + text
                + "\"}}";
    }

    /// One text message to our number.
    public static String textBody(String from, String wamid, String text) {
        return body(WABA, "messages", messages(text(from, wamid, text)));
    }

    /// Messages to our number, in one body.
    public static String messagesBody(String... messages) {
        return body(WABA, "messages", messages(messages));
    }

    /// As the pipelines work.
    Connection connection() throws SQLException {
        return server.dataSource("pipeline").getConnection();
    }

    public long messagesWith(String wamid) {
        return sql().sql("SELECT count(*) FROM message WHERE wamid = ?")
                .param("wamid." + wamid)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        server.close();
    }
}
