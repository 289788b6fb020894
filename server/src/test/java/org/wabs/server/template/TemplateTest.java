package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.wabs.server.support.TestSimulator.waba;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import org.wabs.server.support.Webhooks;
import tools.jackson.databind.JsonNode;

class TemplateTest {
    private static final String TOKEN = "token-of-the-shop-0123456789";
    private static final int DEMO = 16;

    private static final List<TemplateStopped> stopped = new CopyOnWriteArrayList<>();

    private static TestSimulator meta;
    private static TestServer server;
    private static OrganizationId organization;
    private static Api owner;

    @BeforeAll
    static void start() {
        meta = TestSimulator.start();
        server = TestServer.start(meta.settings());
        organization = new OrganizationId(server.organization());
        owner = server.owner();
        server.bean(EventBus.class)
                .on(
                        TemplateStopped.class,
                        batch -> batch.forEach(event -> stopped.add(event.event())));
    }

    @AfterAll
    static void stop() {
        server.close();
        meta.close();
    }

    @BeforeEach
    void connect() {
        meta.world(waba("2001", TOKEN, "30010101").withTemplates("none"));
        meta.world(waba("2001", TOKEN, "30010101"));
        server.sql().sql("DELETE FROM template").update();
        var answer = owner.post("/api/accounts", Map.of("wabaId", "2001", "accessToken", TOKEN));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        stopped.clear();
    }

    @Test
    void connectingReadsTheTemplatesAndTheListShowsTheApprovedOnes() {
        var items = owner.get("/api/templates").json().get("items");

        assertThat(items.size()).isEqualTo(13);
        assertThat(items.valueStream().allMatch(item -> item.get("sendable").asBoolean())).isTrue();
        assertThat(owner.get("/api/accounts/2001").json().has("templatesReadAt")).isTrue();
    }

    @Test
    void theListTellsWhatAMessageNeeds() {
        var item = owner.get("/api/templates?name=appointment").json().at("/items/0");

        assertThat(item.at("/name").asString()).isEqualTo("appointment_reminder");
        assertThat(item.at("/slots/0/label").asString()).startsWith("header {{");
        assertThat(item.at("/slots/0/named").asBoolean()).isTrue();
        assertThat(item.at("/body").asString()).contains("{{");
        assertThat(item.at("/components").isArray()).isTrue();
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(names("?status=ALL")).hasSize(DEMO);
        assertThat(names("?status=PRESENT")).hasSize(DEMO);
        assertThat(names("?status=PAUSED")).containsExactly("feedback_request");
        assertThat(names("?category=AUTHENTICATION")).containsExactly("login_code");
        assertThat(names("?language=de")).containsExactly("new_collection", "order_update");
        assertThat(names("?name=ORDER_UP&language=en_US"))
                .containsExactly("order_update", "order_update_short");
        assertThat(names("?name=%25")).isEmpty();
        assertThat(names("?account=999")).isEmpty();
        assertThat(owner.get("/api/templates?category=NEWS").status()).isEqualTo(400);
    }

    @Test
    void whatIsNotApprovedSaysWhyItCannotBeSent() {
        var item = owner.get("/api/templates?status=PAUSED").json().at("/items/0");

        assertThat(item.get("sendable").asBoolean()).isFalse();
        assertThat(item.get("reason").asString()).contains("PAUSED", "APPROVED");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepeat() {
        var all = new ArrayList<String>();
        var query = "?status=ALL&limit=5";
        while (query != null) {
            var page = owner.get("/api/templates" + query).json();
            page.get("items").valueStream().forEach(item -> all.add(key(item)));
            query =
                    page.has("next")
                            ? "?status=ALL&limit=5&cursor=" + page.get("next").asString()
                            : null;
        }

        assertThat(all).hasSize(DEMO).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void readingAgainTellsWhatChanged() {
        assertThat(sync().at("/changed").size()).isZero();

        meta.admin().post("/admin/templates/order_update/de/pause");
        meta.admin().post("/admin/templates/login_code/en_US/quality", Map.of("quality", "YELLOW"));
        var changes = sync();

        assertThat(changes.at("/added").size()).isZero();
        assertThat(changes.at("/removed").size()).isZero();
        assertThat(changes.at("/changed").valueStream().map(TemplateTest::key))
                .containsExactlyInAnyOrder("order_update de", "login_code en_US");
        var paused =
                changes.at("/changed")
                        .valueStream()
                        .filter(change -> key(change).equals("order_update de"))
                        .findFirst()
                        .orElseThrow();
        assertThat(paused.get("fields").valueStream().map(JsonNode::asString))
                .containsExactly("status");
        assertThat(stopped)
                .containsExactly(
                        new TemplateStopped(
                                new WabaId("2001"),
                                new TemplateName("order_update"),
                                new Language("de"),
                                "PAUSED"));
    }

    @Test
    void whatMetaNoLongerListsIsDeletedAndComesBackAsAdded() {
        meta.world(waba("2001", TOKEN, "30010101").withTemplates("none"));

        assertThat(sync().at("/removed").size()).isEqualTo(DEMO);
        assertThat(names("")).isEmpty();
        assertThat(names("?status=DELETED")).hasSize(DEMO);
        assertThat(names("?status=PRESENT")).isEmpty();
        assertThat(stopped).hasSize(13).extracting(TemplateStopped::status).containsOnly("DELETED");
        assertThat(sync().at("/removed").size()).isZero();

        meta.world(waba("2001", TOKEN, "30010101"));
        assertThat(sync().at("/added").size()).isEqualTo(DEMO);
    }

    @Test
    void readingFailsInPlainWords() {
        var resume = meta.pause();
        var unreachable = owner.post("/api/templates/sync");
        resume.run();
        meta.admin().post("/admin/tokens/revoke", Map.of("token", TOKEN));
        var refused = owner.post("/api/templates/sync?account=2001");

        assertThat(unreachable.status()).isEqualTo(502);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asInt()).isEqualTo(190);
        assertThat(owner.get("/api/accounts/2001").json().has("loginNeeded")).isTrue();
        assertThat(owner.post("/api/templates/sync?account=x").status()).isEqualTo(400);
        assertThat(server.user("AGENT").post("/api/templates/sync").status()).isEqualTo(403);
    }

    @Test
    void aPauseByWebhookHoldsAtOnce() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"PAUSED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"pt-BR\",\"reason\":\"NONE\"}");

        assertThat(find("order_update", "pt_BR").notSendableReason()).contains("PAUSED");
        assertThat(find("order_update", "en_US").isSendable()).isTrue();
        assertThat(stopped).extracting(TemplateStopped::status).containsExactly("PAUSED");
        assertThatThrownBy(() -> find("order_update", "pt_BR").snapshot())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PAUSED");

        deliver(
                "message_template_status_update",
                "{\"event\":\"APPROVED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"pt-BR\"}");
        assertThat(find("order_update", "pt_BR").snapshot().slots()).isNotEmpty();
        assertThat(stopped).hasSize(1);
    }

    @Test
    void aFlagIsNoStop() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"FLAGGED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"de\"}");

        assertThat(find("order_update", "de").isSendable()).isTrue();
        assertThat(stopped).isEmpty();
    }

    @Test
    void aRejectionKeepsItsReason() {
        deliver(
                "message_template_status_update",
                "{\"event\":\"REJECTED\",\"message_template_name\":\"invoice_ready\",\"message_template_language\":\"en_US\",\"reason\":\"ABUSIVE_CONTENT\"}");

        assertThat(find("invoice_ready", "en_US").rejectedReason()).isEqualTo("ABUSIVE_CONTENT");
    }

    @Test
    void qualityAndCategoryFollowTheirWebhooks() {
        deliver(
                "message_template_quality_update",
                "{\"previous_quality_score\":\"GREEN\",\"new_quality_score\":\"RED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"es\"}");
        deliver(
                "template_category_update",
                "{\"message_template_name\":\"order_update\",\"message_template_language\":\"es\",\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\"}");

        var announced = find("order_update", "es");
        assertThat(announced.quality()).isEqualTo("RED");
        assertThat(announced.category()).isEqualTo(Category.UTILITY);
        assertThat(announced.correctCategory()).isEqualTo("MARKETING");

        deliver(
                "template_category_update",
                "{\"message_template_name\":\"order_update\",\"message_template_language\":\"es\",\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"}");

        var done = find("order_update", "es");
        assertThat(done.category()).isEqualTo(Category.MARKETING);
        assertThat(done.correctCategory()).isNull();
    }

    @Test
    void aTemplateThatIsNotKnownYetIsReadSoon() {
        server.sql().sql("DELETE FROM template WHERE name = 'login_code'").update();

        deliver(
                "message_template_status_update",
                "{\"event\":\"APPROVED\",\"message_template_name\":\"login_code\",\"message_template_language\":\"en-US\"}");

        await().atMost(Duration.ofSeconds(30)).until(() -> names("?name=login").size() == 1);
    }

    @Test
    void changedComponentsAreReadSoon() {
        server.sql()
                .sql("UPDATE template SET components = '[]' WHERE name = 'login_code'")
                .update();

        deliver(
                "message_template_components_update",
                "{\"message_template_name\":\"login_code\",\"message_template_language\":\"en-US\",\"message_template_element\":\"x\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !find("login_code", "en_US").components().isEmpty());
    }

    @Test
    void whatAWebhookSaidWhileMetaWasAskedIsNotOverwritten() {
        server.sql()
                .sql(
                        "UPDATE template SET status = 'PAUSED', changed_at = clock_timestamp() + interval '1 minute' WHERE name = 'order_update_short'")
                .update();

        assertThat(sync().at("/changed").size()).isZero();
        assertThat(find("order_update_short", "en_US").status()).isEqualTo("PAUSED");
    }

    @Test
    void aWebhookOfAnotherOrganizationChangesNothingHere() {
        Webhooks.deliver(
                server,
                new OrganizationId(server.newOrganization()),
                "2001",
                "message_template_status_update",
                "{\"event\":\"DISABLED\",\"message_template_name\":\"order_update\",\"message_template_language\":\"en_US\"}");

        assertThat(find("order_update", "en_US").isSendable()).isTrue();
    }

    @Test
    void anUnknownCategoryIsKeptAndNotSendable() {
        server.sql()
                .sql("UPDATE template SET category = 'NEWS' WHERE name = 'login_code'")
                .update();

        assertThat(find("login_code", "en_US").notSendableReason()).contains("NEWS");
    }

    @Test
    void everySendableDemoTemplateFillsWithoutProblems() {
        for (var item : owner.get("/api/templates").json().get("items")) {
            var snapshot =
                    find(item.get("name").asString(), item.get("language").asString()).snapshot();
            var values = snapshot.slots().stream().map(TemplateTest::value).toList();
            assertThat(snapshot.check(values)).as(key(item)).isEmpty();
            assertThat(snapshot.content(values).components().isEmpty()).isEqualTo(values.isEmpty());
        }
    }

    private static String value(Slot slot) {
        return switch (slot.kind()) {
            case TEXT -> "Ann";
            case IMAGE, VIDEO, DOCUMENT -> "https://shop.example/file.pdf";
            case LOCATION -> "1";
            case URL_SUFFIX, COPY_CODE, ONE_TIME_CODE -> "123456";
        };
    }

    private static void deliver(String field, String value) {
        Webhooks.deliver(server, organization, "2001", field, value);
    }

    private static Template find(String name, String language) {
        return Tenant.call(
                organization,
                () ->
                        server.bean(Templates.class)
                                .find(
                                        new WabaId("2001"),
                                        new TemplateName(name),
                                        new Language(language))
                                .orElseThrow());
    }

    private static JsonNode sync() {
        var answer = owner.post("/api/templates/sync");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> names(String query) {
        return owner.get("/api/templates" + query)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private static String key(JsonNode item) {
        return item.get("name").asString() + " " + item.get("language").asString();
    }
}
