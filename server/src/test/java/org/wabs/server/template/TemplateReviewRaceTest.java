package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wabs.server.support.TestSimulator.waba;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import org.wabs.server.support.Webhooks;
import tools.jackson.databind.JsonNode;

/// Meta's review of a template ends before Meta has answered who submitted it. Meta is a bare HTTP
/// server, which does something else before each answer.
class TemplateReviewRaceTest {
    private static final String WABA = "200000000000091";
    private static final String ID = "910000000000001";
    private static final List<Map<String, Object>> BODY =
            List.of(
                    Map.of(
                            "type",
                            "BODY",
                            "text",
                            "Dear {{1}}, this is another text.",
                            "example",
                            Map.of("body_text", List.of(List.of("Ana")))));

    private static TestSimulator simulator;
    private static TestServer server;
    private static OrganizationId organization;
    private static Api owner;

    private HttpServer meta;
    private ExecutorService threads;
    private volatile Runnable beforeAnswer = () -> {};
    private volatile Runnable beforeList = () -> {};

    @BeforeAll
    static void start() {
        simulator = TestSimulator.start();
        simulator.world(waba(WABA, "token-of-the-shop", "300000000000091").withTemplates("none"));
        server = TestServer.start(simulator.settings());
        organization = new OrganizationId(server.organization());
        owner = server.owner();
        var connected =
                owner.post(
                        "/api/accounts",
                        Map.of("wabaId", WABA, "accessToken", "token-of-the-shop"));
        assertThat(connected.status()).as(connected.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
        simulator.close();
    }

    @BeforeEach
    void answer() throws IOException {
        server.sql().sql("DELETE FROM template").update();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        meta = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meta.setExecutor(threads);
        meta.createContext("/", this::answer);
        meta.start();
        server.bean(CloudApi.class)
                .moveTo(URI.create("http://127.0.0.1:" + meta.getAddress().getPort()));
    }

    /// A reading of one test would write into the next one's templates.
    @AfterEach
    void endReadings() {
        server.sql()
                .sql("DELETE FROM scheduled_tasks WHERE task_name = 'template-sync' AND NOT picked")
                .update();
        await().until(() ->
                server.sql()
                        .sql(
                                "SELECT NOT EXISTS (SELECT FROM scheduled_tasks WHERE task_name = 'template-sync' AND picked)")
                        .query(Boolean.class)
                        .single());
        meta.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) beforeList.run();
            else beforeAnswer.run();
            var answer =
                    exchange.getRequestMethod().equals("GET")
                            ? listing()
                            : exchange.getRequestURI().getPath().endsWith(ID)
                                    ? "{\"success\":true}"
                                    : "{\"id\":\"%s\",\"status\":\"PENDING\",\"category\":\"UTILITY\"}"
                                            .formatted(ID);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// What the review came to.
    private static String listing() {
        return """
        {"data":[{"id":"%s","name":"order_news","language":"en_US","status":"REJECTED","category":"UTILITY",
                  "rejected_reason":"INVALID_FORMAT","components":[{"type":"BODY","text":"Dear {{1}}, this is another text."}]}]}\
        """
                .formatted(ID);
    }

    @Test
    void reviewOfAChangeThatIsOverBeforeMetasAnswerStands() {
        stored("APPROVED");
        beforeAnswer =
                () -> {
                    status("REJECTED", "INVALID_FORMAT");
                    quality("RED");
                };

        var changed = change();

        assertThat(changed.path("status").asString()).isEqualTo("REJECTED");
        assertThat(changed.path("rejectedReason").asString()).isEqualTo("INVALID_FORMAT");
        assertThat(changed.path("quality").asString()).isEqualTo("RED");
        assertThat(changed.path("body").asString()).startsWith("Dear");
    }

    @Test
    void theSameVerdictAsBeforeIsNewsToo() {
        stored("REJECTED");
        beforeAnswer = () -> status("REJECTED", "INVALID_FORMAT");

        assertThat(change().path("status").asString()).isEqualTo("REJECTED");
    }

    @Test
    void whatIsToldOfItsQualityIsNoReview() {
        stored("APPROVED");
        beforeAnswer = () -> quality("YELLOW");

        var changed = change();

        assertThat(changed.path("status").asString()).isEqualTo("PENDING");
        assertThat(changed.path("quality").asString()).isEqualTo("YELLOW");
    }

    @Test
    void categoryThatMetaSetMeanwhileStands() {
        stored("REJECTED");
        beforeAnswer =
                () ->
                        Webhooks.deliver(
                                server,
                                organization,
                                WABA,
                                "template_category_update",
                                """
                                {"message_template_id":%s,"message_template_name":"order_news","message_template_language":"en_US",
                                 "previous_category":"UTILITY","new_category":"MARKETING"}\
                                """
                                        .formatted(ID));

        var changed = change();

        assertThat(changed.path("status").asString()).isEqualTo("PENDING");
        assertThat(changed.path("category").asString()).isEqualTo("MARKETING");
    }

    @Test
    void newTemplateThatWasReadMeanwhileStaysAsItWasRead() {
        beforeAnswer =
                () -> {
                    status("REJECTED", "INVALID_FORMAT"); // of a template that nobody knows here
                    Tenant.call(
                            organization,
                            () -> server.bean(Templates.class).sync(new WabaId(WABA)));
                };

        var made = create();

        assertThat(made.path("status").asString()).isEqualTo("REJECTED");
        assertThat(made.path("requestedCategory").asString()).isEqualTo("UTILITY");
    }

    @Test
    void newTemplateThatAReadingPassedOverIsReadAgain() {
        var isFirst = new AtomicBoolean(true);
        beforeList =
                () -> {
                    // Meta answers the reading only after the template has been stored here
                    if (isFirst.getAndSet(false))
                        assertThat(create().path("status").asString()).isEqualTo("PENDING");
                };

        status("REJECTED", "INVALID_FORMAT");

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(view().path("status").asString("")).isEqualTo("REJECTED"));
    }

    private static void stored(String status) {
        server.sql()
                .sql(
                        """
                        INSERT INTO template (organization_id, waba_id, name, language, meta_id, status, category, parameter_format, components)
                        VALUES (?, ?, 'order_news', 'en_US', ?, ?, 'UTILITY', 'POSITIONAL', '[{"type": "BODY", "text": "Hello {{1}}, a text."}]')\
                        """)
                .params(organization.value(), WABA, ID, status)
                .update();
    }

    private static JsonNode view() {
        return owner.get("/api/templates/" + WABA + "/order_news/en_US").json();
    }

    private static JsonNode change() {
        var changed =
                owner.patch(
                        "/api/templates/" + WABA + "/order_news/en_US",
                        Map.of("version", view().path("version").asInt(), "components", BODY));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return view();
    }

    private static JsonNode create() {
        var made =
                owner.post(
                        "/api/templates",
                        Map.of(
                                "account", WABA,
                                "name", "order_news",
                                "language", "en_US",
                                "category", "UTILITY",
                                "components", BODY));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return view();
    }

    private static void status(String status, String reason) {
        Webhooks.deliver(
                server,
                organization,
                WABA,
                "message_template_status_update",
                """
                {"event":"%s","message_template_id":%s,"message_template_name":"order_news","message_template_language":"en_US","reason":"%s"}\
                """
                        .formatted(status, ID, reason));
    }

    private static void quality(String quality) {
        Webhooks.deliver(
                server,
                organization,
                WABA,
                "message_template_quality_update",
                """
                {"message_template_id":%s,"message_template_name":"order_news","message_template_language":"en_US",
                 "previous_quality_score":"GREEN","new_quality_score":"%s"}\
                """
                        .formatted(ID, quality));
    }
}
