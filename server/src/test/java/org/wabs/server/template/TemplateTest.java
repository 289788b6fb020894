package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.support.TestSimulator.waba;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import tools.jackson.databind.JsonNode;

/// Templates as they are listed and read.
class TemplateTest extends TemplateFixture {
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

    private static String key(JsonNode item) {
        return item.get("name").asString() + " " + item.get("language").asString();
    }
}
