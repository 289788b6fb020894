package org.wabs.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.Accounts;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

/// The list of what is written down, and that it is. Elsewhere, since they need more than this
/// server: `secrets.key-rotated` and a reset by the command line (MaintenanceTest),
/// `organization.set-up` (SetUpTest), `simulator.…` (TrialTest), `webhook.replayed`
/// (WebhookProcessingTest), pauses of each guard (CampaignGuardsTest).
class EverythingIsWrittenDownTest {
    private static final Business SHOP = SharedServer.business();
    private static final String PASSWORD = TestServer.PASSWORD;

    private final Api owner = SHOP.owner();

    @Test
    void signingInAndPasswords() {
        var email = person();
        var first = login(email, PASSWORD, "203.0.113.131");
        var cookie = cookie(first);
        refresh(cookie);
        sql(
                "UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL AND organization_id = ?",
                SHOP.organization());
        refresh(cookie);
        var here = api(login(email, PASSWORD, "203.0.113.131"));
        api(login(email, PASSWORD, "203.0.113.131"));
        var other =
                here.get("/api/auth/sessions")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(one -> !one.get("current").asBoolean())
                        .findFirst()
                        .orElseThrow();
        here.delete("/api/auth/sessions/" + other.get("id").asString());
        here.post("/api/auth/password", passwords("not the old one at all"));
        here.post("/api/auth/password", passwords(PASSWORD));
        here.post("/api/auth/logout");
        for (int n = 0; n < 8; n++) login(email, "wrong", "203.0.113." + (132 + n));

        assertThat(actions())
                .contains(
                        "login.succeeded",
                        "login.failed",
                        "login.throttled",
                        "session.token-reused",
                        "session.ended",
                        "session.logout",
                        "password.refused",
                        "password.changed");
    }

    @Test
    void usersAndKeys() {
        var invited = posted("/api/users/invitations", Map.of("email", address(), "role", "AGENT"));
        var accepted =
                SharedServer.server()
                        .anonymous()
                        .post(
                                "/api/auth/invitations/accept",
                                Map.of(
                                        "token",
                                        invited.at("/link/token").asString(),
                                        "name",
                                        "Ben",
                                        "password",
                                        PASSWORD));
        var ben = "/api/users/" + accepted.json().at("/user/id").asString();
        var open = posted("/api/users/invitations", Map.of("email", address(), "role", "AGENT"));
        owner.delete("/api/users/invitations/" + open.at("/invitation/id").asString());
        posted("/api/users", Map.of("email", address(), "name", "Cleo", "role", "AGENT"));
        change(ben, Map.of("role", "MANAGER"));
        change(ben, Map.of("active", false));
        change(ben, Map.of("active", true));
        var reset = owner.post(ben + "/reset-link").json().get("token").asString();
        SharedServer.server()
                .anonymous()
                .post("/api/auth/reset", Map.of("token", reset, "password", "another " + PASSWORD));
        var key = posted("/api/api-keys", Map.of("name", "K", "permissions", List.of("SELF")));
        owner.delete("/api/api-keys/" + key.at("/apiKey/id").asString());
        var program = new Api(SharedServer.server().url(), key.get("key").asString());
        for (int n = 0; n < 3; n++) assertThat(program.get("/api/auth/me").status()).isEqualTo(401);

        assertThat(actions())
                .contains(
                        "user.invited",
                        "user.joined",
                        "invitation.revoked",
                        "user.created",
                        "user.changed",
                        "user.deactivated",
                        "user.reactivated",
                        "user.reset-link",
                        "password.reset",
                        "api-key.created",
                        "api-key.revoked");
        var refused = entries("api-key.refused");
        assertThat(refused).as("once, however often it tries").hasSize(1);
        assertThat(refused.getFirst().at("/detail/reason").asString()).isEqualTo("revoked");
        assertThat(refused.getFirst().at("/actor/kind").asString()).isEqualTo("NOBODY");
    }

    @Test
    void settingsAndFiles() {
        change("/api/organizations/current", Map.of("name", "Corner Shop"));
        var setting =
                owner.get("/api/settings")
                        .json()
                        .get("settings")
                        .valueStream()
                        .filter(one -> one.get("key").asString().equals("inbox.readReceipts"))
                        .findFirst()
                        .orElseThrow();
        var changed =
                owner.patch(
                        "/api/settings",
                        Map.of(
                                "settings",
                                Map.of(
                                        setting.get("key").asString(),
                                        Map.of(
                                                "value",
                                                !setting.get("value").asBoolean(),
                                                "version",
                                                setting.get("version").asInt()))));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        owner.get("/api/contacts/export");
        var form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\nphone,name\r\n+12025550177,Ann\r\n--b--\r\n";
        var job =
                owner.send(
                        owner.request("/api/contacts/import")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
        assertThat(job.status()).as(job.body()).isEqualTo(202);
        var people = posted("/api/contacts", Map.of("phone", "+12025550178"));
        owner.delete("/api/contacts/" + people.get("id").asString());

        assertThat(actions())
                .contains(
                        "organization.changed",
                        "settings.changed",
                        "contacts.exported",
                        "contacts.imported",
                        "contact.deleted");
    }

    @Test
    void accountsTemplatesAndCampaigns() {
        SHOP.connect();
        var account = "/api/accounts/" + SHOP.wabaId();
        change(account, Map.of("label", "Shop"));
        var template = template();
        var path = "/api/templates/" + SHOP.wabaId() + "/audited/en_US";
        assertThat(owner.post("/api/templates", template).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).until(() -> actions().contains("template.reviewed"));
        change(path, Map.of("components", template.get("components")));
        assertThat(owner.delete(path).status()).isEqualTo(204);
        var draft =
                posted(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Audited",
                                "template",
                                Map.of("name", "order_update_short", "language", "en_US"),
                                "audience",
                                Map.of("tags", List.of("nobody"))));
        var campaign = "/api/campaigns/" + draft.get("id").asString();
        change(campaign, Map.of("name", "Audited again"));
        assertThat(owner.post(campaign + "/clone", Map.of()).status()).isEqualTo(201);
        assertThat(owner.delete(campaign).status()).isEqualTo(204);
        SharedServer.server()
                .bean(Accounts.class)
                .needsLogin(SHOP.id(), new WabaId(SHOP.wabaId()), "The token is dead.");
        assertThat(owner.delete(account).status()).isEqualTo(204);

        assertThat(actions())
                .contains(
                        "account.connected",
                        "account.changed",
                        "account.token-refused",
                        "account.disconnected",
                        "templates.synced",
                        "template.created",
                        "template.changed",
                        "template.deleted",
                        "campaign.created",
                        "campaign.changed",
                        "campaign.deleted");
        assertThat(entries("template.reviewed").getFirst().at("/actor/kind").asString())
                .isEqualTo("SYSTEM");
        assertThat(entries("template.created").getFirst().at("/actor/kind").asString())
                .isEqualTo("USER");
    }

    private static Map<String, Object> template() {
        return Map.of(
                "account",
                SHOP.wabaId(),
                "name",
                "audited",
                "language",
                "en_US",
                "category",
                "UTILITY",
                "components",
                List.of(Map.of("type", "BODY", "text", "Your order is on its way to you.")));
    }

    private void change(String path, Map<String, ?> change) {
        var body = new java.util.HashMap<String, Object>(change);
        body.put("version", owner.get(path).json().get("version").asInt());
        var answer = owner.patch(path, body);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    private JsonNode posted(String path, Object body) {
        var answer = owner.post(path, body);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 202);
        return answer.json();
    }

    private List<JsonNode> entries(String action) {
        return StreamSupport.stream(
                        owner.get("/api/audit?limit=200&action=" + action)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private TreeSet<String> actions() {
        var actions = new TreeSet<String>();
        var page = owner.get("/api/audit?limit=200").json();
        while (true) {
            page.get("items").forEach(one -> actions.add(one.get("action").asString()));
            if (!page.has("next")) return actions;
            page = owner.get("/api/audit?limit=200&cursor=" + page.get("next").asString()).json();
        }
    }

    private static Map<String, String> passwords(String old) {
        return Map.of("oldPassword", old, "newPassword", "quite another password");
    }

    private static String address() {
        return UUID.randomUUID() + "@localhost";
    }

    private static String person() {
        var email = address();
        sql(
                """
                INSERT INTO app_user (organization_id, id, email, name, role, password_hash)
                SELECT CAST(? AS uuid), gen_random_uuid(), ?, 'Someone', 'AGENT', password_hash FROM app_user WHERE email = ?\
                """,
                SHOP.organization(),
                email,
                TestServer.OWNER);
        return email;
    }

    private static void sql(String sql, Object... params) {
        SharedServer.server().sql().sql(sql).params(params).update();
    }

    private static Api.Answer login(String email, String password, String from) {
        var api = SharedServer.server().anonymous();
        return api.send(
                api.request("/api/auth/login")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", from)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(email, password))));
    }

    private static Api api(Api.Answer signedIn) {
        return new Api(SharedServer.server().url(), signedIn.json().get("accessToken").asString());
    }

    private static String cookie(Api.Answer signedIn) {
        var header = signedIn.raw().headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    private static void refresh(String cookie) {
        var api = SharedServer.server().anonymous();
        api.send(
                api.request("/api/auth/refresh")
                        .header("Cookie", cookie)
                        .POST(BodyPublishers.noBody()));
    }
}
