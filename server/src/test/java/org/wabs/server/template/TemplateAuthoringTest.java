package org.wabs.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates made, changed and deleted at the simulated Meta, whose reviews come by webhook.
class TemplateAuthoringTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static Business shop;
    private static Api owner;

    @BeforeAll
    static void connect() {
        shop = SharedServer.business().connect();
        owner = shop.owner();
    }

    private static String name() {
        return "t_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static Map<String, Object> template(String name, String category, String body) {
        return Map.of(
                "account",
                shop.wabaId(),
                "name",
                name,
                "language",
                "en_US",
                "category",
                category,
                "components",
                List.of(
                        Map.of(
                                "type",
                                "BODY",
                                "text",
                                body,
                                "example",
                                Map.of("body_text", List.of(List.of("Ana"))))));
    }

    private static String made(String name) {
        return made(name, "UTILITY", "Hello {{1}}, this is the text of " + name + " for you.");
    }

    private static String made(String name, String category, String body) {
        var answer = owner.post("/api/templates", template(name, category, body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var path = "/api/templates/" + shop.wabaId() + "/" + name + "/en_US";
        assertThat(answer.raw().headers().firstValue("Location")).contains(path);
        return path;
    }

    private static JsonNode awaitStatus(String path, String status) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> owner.get(path).json(),
                        view -> view.path("status").asString("").equals(status));
    }

    private static Api.Answer patch(String path, Map<String, Object> change) {
        return owner.send(
                owner.request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(change))));
    }

    private static void incident(String name, String action, Map<String, Object> body) {
        var answer =
                SharedServer.meta()
                        .post(
                                "/admin/templates/"
                                        + name
                                        + "/en_US/"
                                        + action
                                        + "?waba="
                                        + shop.wabaId(),
                                body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void newTemplateIsReviewedAndThenSendable() {
        var path = made(name());

        var approved = awaitStatus(path, "APPROVED");

        assertThat(approved.get("sendable").asBoolean()).isTrue();
        assertThat(approved.at("/slots/0/variable").asString()).isEqualTo("1");
    }

    @Test
    void metaMayFileItUnderAnotherCategory() {
        var name = name();
        var path =
                made(
                        name,
                        "UTILITY",
                        "Hello {{1}}, a discount of " + name + " waits for you here.");

        var granted = awaitStatus(path, "APPROVED");
        assertThat(granted.get("category").asString()).isEqualTo("MARKETING");
        assertThat(granted.get("requestedCategory").asString()).isEqualTo("UTILITY");
        owner.post("/api/templates/sync", Map.of());
        assertThat(owner.get(path).json().get("requestedCategory").asString()).isEqualTo("UTILITY");
    }

    @Test
    void rejectionComesWithItsReasonAndAnEditIsReviewedAgain() {
        var name = name();
        var path = made(name);
        awaitStatus(path, "APPROVED");
        incident(name, "reject", Map.of("reason", "TAG_CONTENT_MISMATCH"));
        var rejected = awaitStatus(path, "REJECTED");
        assertThat(rejected.get("rejectedReason").asString()).isEqualTo("TAG_CONTENT_MISMATCH");

        var stale = patch(path, Map.of("version", 1, "components", rejected.get("components")));
        assertThat(stale.status()).as(stale.body()).isEqualTo(409);
        assertThat(stale.json().get("version").asInt()).isEqualTo(rejected.get("version").asInt());
        var better =
                List.of(
                        Map.of(
                                "type",
                                "BODY",
                                "text",
                                "Dear {{1}}, a better text of " + name + " it is.",
                                "example",
                                Map.of("body_text", List.of(List.of("Ana")))));
        var changed =
                patch(
                        path,
                        Map.of("version", rejected.get("version").asInt(), "components", better));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(awaitStatus(path, "APPROVED").get("body").asString()).startsWith("Dear");
    }

    @Test
    void categoryOfAnApprovedTemplateIsFixed() {
        var path = made(name());
        var version = awaitStatus(path, "APPROVED").get("version").asInt();

        var refused = patch(path, Map.of("version", version, "category", "MARKETING"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("category");
    }

    @Test
    void whatMetaWouldRefuseIsNamedByField() {
        var wrong = template("Wrong Name", "UTILITY", "{{1}} comes first here");

        var checked = owner.post("/api/templates/check", wrong);
        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        assertThat(checked.json().at("/problems/0/field").asString()).isEqualTo("name");
        assertThat(checked.json().at("/problems/1/field").asString())
                .isEqualTo("components[0].text");

        var refused = owner.post("/api/templates", wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors").size()).isEqualTo(2);
    }

    @Test
    void whatOnlyMetaKnowsIsToldInMetasWords() {
        var name = name();
        made(name);

        var twice =
                owner.post(
                        "/api/templates",
                        template(name, "UTILITY", "Hello {{1}}, once more the same name."));

        assertThat(twice.status()).as(twice.body()).isEqualTo(422);
        assertThat(twice.json().get("type").asString()).isEqualTo("/problems/meta-refused");
        assertThat(twice.json().at("/errors/0/field").asString()).isEqualTo("name");
    }

    @Test
    void copyIsTheSameTemplateInAnotherLanguage() {
        var name = name();
        var path = made(name);
        var german =
                List.of(
                        Map.of(
                                "type",
                                "BODY",
                                "text",
                                "Hallo {{1}}, das ist der Text von " + name + " hier.",
                                "example",
                                Map.of("body_text", List.of(List.of("Ana")))));

        var copy = owner.post(path + "/clone", Map.of("language", "de", "components", german));

        assertThat(copy.status()).as(copy.body()).isEqualTo(201);
        awaitStatus("/api/templates/" + shop.wabaId() + "/" + name + "/de", "APPROVED");
        assertThat(owner.get("/api/templates?name=" + name + "&status=ALL").json().get("items"))
                .hasSize(2);
        assertThat(owner.get("/api/templates?q=hallo&language=de&status=ALL").body())
                .contains(name);
        assertThat(owner.get("/api/templates?quality=RED&name=" + name).json().get("items"))
                .isEmpty();
        assertThat(owner.get("/api/templates?quality=PINK").status()).isEqualTo(400);

        var one = "/api/templates/" + shop.wabaId() + "/" + name;
        assertThat(owner.delete(one + "/de").status()).isEqualTo(204);
        assertThat(owner.get(one + "/de").json().get("status").asString()).isEqualTo("DELETED");
        assertThat(owner.get(one + "/en_US").json().get("status").asString())
                .isNotEqualTo("DELETED");
        assertThat(owner.delete(one).status()).isEqualTo(204);
        assertThat(owner.delete(one).status()).isEqualTo(404);
        assertThat(owner.get(one + "/en_US").json().get("status").asString()).isEqualTo("DELETED");
    }

    @Test
    void anotherOrganizationFindsNothing() {
        var path = made(name());
        var stranger = SharedServer.business().owner();

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(
                        stranger.post(
                                        "/api/templates",
                                        template(name(), "UTILITY", "Hello {{1}}, not yours."))
                                .status())
                .isEqualTo(404);
    }
}
