package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class ApiKeyTest {
    private static final Business SHOP = SharedServer.business();
    private static final Business OTHER = SharedServer.business();

    @Test
    void aKeyMayWhatItWasGivenAndNoMore() {
        var made = create(SHOP.owner(), "Nightly", List.of("SEE_CAMPAIGNS", "SEE_AUDIT"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var key = made.json().get("key").asString();
        assertThat(key).startsWith("wabs_").hasSize(48);

        var program = program(key);

        assertThat(program.get("/api/campaigns").status()).isEqualTo(200);
        assertThat(program.get("/api/contacts").status()).isEqualTo(403);
        var me = program.get("/api/auth/me").json();
        assertThat(me.get("kind").asString()).isEqualTo("API_KEY");
        assertThat(me.get("name").asString()).isEqualTo("Nightly");
        assertThat(me.get("permissions").valueStream().map(JsonNode::asString))
                .containsExactly("SELF", "SEE_CAMPAIGNS", "SEE_AUDIT");
    }

    /// It would outlive its own revocation as a person, with more rights than it was given.
    @Test
    void aKeyLetsNobodyIn() {
        var key = create(SHOP.owner(), "Users", List.of("SEE_USERS", "MANAGE_USERS")).json();
        var program = program(key.get("key").asString());
        var person = Map.of("email", "x@example.com", "name", "X", "role", "AGENT");
        var user = "/api/users/" + program.get("/api/users").json().at("/items/0/id").asString();

        for (var refused :
                List.of(
                        program.post("/api/users", person),
                        program.post(
                                "/api/users/invitations",
                                Map.of("email", "x@example.com", "role", "AGENT")),
                        program.post(user + "/reset-link"),
                        program.patch(user, Map.of("name", "X", "version", 1)))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().get("detail").asString()).contains("Only a person");
        }
    }

    @Test
    void theKeyIsShownOnceAndOnlyItsHashIsKept() {
        var made = create(SHOP.owner(), "Secret", List.of("SEE_CAMPAIGNS")).json();
        var key = made.get("key").asString();
        var path = "/api/api-keys/" + made.at("/apiKey/id").asString();

        var shown = SHOP.owner().get(path);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).doesNotContain(key);
        assertThat(shown.json().get("hint").asString()).isEqualTo(key.substring(key.length() - 4));
        assertThat(SHOP.owner().get("/api/api-keys?limit=200").body())
                .contains("Secret")
                .doesNotContain(key);
        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql(
                                        "SELECT to_jsonb(k)::text FROM api_key k WHERE name = 'Secret'")
                                .query(String.class)
                                .single())
                .doesNotContain(key.substring(5, 20));
    }

    @Test
    void aRevokedKeyAndAnExpiredOneAreRefused() {
        var made = create(SHOP.owner(), "Revoked", List.of("SEE_CAMPAIGNS")).json();
        var program = program(made.get("key").asString());
        var path = "/api/api-keys/" + made.at("/apiKey/id").asString();
        assertThat(program.get("/api/campaigns").status()).isEqualTo(200);

        assertThat(OTHER.owner().delete(path).status()).isEqualTo(404);
        assertThat(SHOP.owner().delete(path).status()).isEqualTo(204);

        assertThat(program.get("/api/campaigns").status()).isEqualTo(401);
        assertThat(SHOP.owner().get(path).status()).isEqualTo(404);
        assertThat(SHOP.owner().delete(path).status()).isEqualTo(404);

        var expired = create(SHOP.owner(), "Expired", List.of("SEE_CAMPAIGNS")).json();
        sql(
                "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = CAST(? AS uuid)",
                expired.at("/apiKey/id").asString());
        assertThat(program(expired.get("key").asString()).get("/api/campaigns").status())
                .isEqualTo(401);
        assertThat(program("wabs_no-such-key").get("/api/campaigns").status()).isEqualTo(401);
    }

    @Test
    void aKeyIsNoMoreThanItsMaker() {
        var admin = SHOP.user("ADMIN");
        assertThat(create(admin, "Too much", List.of("MANAGE_OWNERS")).status()).isEqualTo(403);
        var made = create(admin, "Admin's", List.of("SEE_AUDIT", "SEE_CAMPAIGNS")).json();
        var program = program(made.get("key").asString());
        assertThat(program.get("/api/audit").status()).isEqualTo(200);
        var maker = made.at("/apiKey/createdBy").asString();

        change(maker, Map.of("role", "MANAGER"));
        assertThat(program.get("/api/audit").status()).isEqualTo(403);
        assertThat(program.get("/api/campaigns").status()).isEqualTo(200);

        change(maker, Map.of("active", false));
        assertThat(program.get("/api/campaigns").status()).isEqualTo(401);
        var path = "/api/api-keys/" + made.at("/apiKey/id").asString();
        assertThat(SHOP.owner().get(path).json().get("working").asBoolean()).isFalse();
    }

    @Test
    void aKeyMakesNoKeysAndHasNoPassword() {
        var made = create(SHOP.owner(), "Keys", List.of("MANAGE_API_KEYS", "SEE_API_KEYS")).json();
        var program = program(made.get("key").asString());

        assertThat(create(program, "Another", List.of("SEE_API_KEYS")).status()).isEqualTo(403);
        assertThat(program.get("/api/api-keys").status()).isEqualTo(200);
        assertThat(program.get("/api/auth/sessions").status()).isEqualTo(403);
        assertThat(
                        program.post(
                                        "/api/auth/password",
                                        Map.of(
                                                "oldPassword",
                                                "x",
                                                "newPassword",
                                                "a long password"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void useIsNotedToTheMinuteAndTheAuditNamesTheKey() {
        var made =
                create(SHOP.owner(), "Renamer", List.of("MANAGE_SETTINGS", "SEE_SETTINGS")).json();
        var program = program(made.get("key").asString());
        int version = program.get("/api/organizations/current").json().get("version").asInt();

        program.patch("/api/organizations/current", Map.of("name", "By a key", "version", version));

        var shown = SHOP.owner().get("/api/api-keys/" + made.at("/apiKey/id").asString()).json();
        assertThat(Instant.parse(shown.get("lastUsedAt").asString()).getEpochSecond() % 60)
                .isZero();
        var entry =
                SHOP.owner()
                        .get("/api/audit?user=" + made.at("/apiKey/id").asString())
                        .json()
                        .at("/items/0");
        assertThat(entry.at("/actor/kind").asString()).isEqualTo("API_KEY");
        assertThat(entry.at("/actor/name").asString()).isEqualTo("Renamer");
        assertThat(SHOP.owner().get("/api/audit?action=api-key.created").json().get("items"))
                .isNotEmpty();
    }

    @Test
    void theSameRequestTwiceMakesOneKeyAndShowsItAgain() {
        var key = UUID.randomUUID().toString();

        var first = createOnce(key);
        var again = createOnce(key);
        sql(
                "UPDATE request_key SET status = NULL, body = NULL, started_at = now() - interval '31 seconds' WHERE key = ?",
                key);
        var afterACrash = createOnce(key);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(afterACrash.json().at("/apiKey/id")).isEqualTo(first.json().at("/apiKey/id"));
        assertThat(
                        program(afterACrash.json().get("key").asString())
                                .get("/api/jobs/" + UUID.randomUUID())
                                .status())
                .isEqualTo(404);
    }

    @Test
    void wrongFieldsAreNamed() {
        var unknown = create(SHOP.owner(), "x", List.of("FLY"));
        var none = create(SHOP.owner(), "", List.of());

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("SEE_CAMPAIGNS");
        assertThat(none.body()).contains("\"field\":\"name\"", "\"field\":\"permissions\"");
    }

    private static Api.Answer create(Api api, String name, List<String> permissions) {
        return api.post("/api/api-keys", Map.of("name", name, "permissions", permissions));
    }

    private static Api.Answer createOnce(String key) {
        var api = SHOP.owner();
        return api.send(
                api.request("/api/api-keys")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "{\"name\": \"Once\", \"permissions\": [\"SEE_JOBS\"]}")));
    }

    private static Api program(String key) {
        return new Api(SharedServer.server().url(), key);
    }

    private static void change(String user, Map<String, Object> change) {
        var path = "/api/users/" + user;
        var body = new java.util.HashMap<>(change);
        body.put("version", SHOP.owner().get(path).json().get("version").asInt());
        assertThat(SHOP.owner().patch(path, body).status()).isEqualTo(200);
    }

    private static void sql(String sql, Object parameter) {
        SharedServer.server().sql().sql(sql).param(parameter).update();
    }
}
