package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class UserTest {
    private static final String PASSWORD = "a long new password";
    private static final Business SHOP = SharedServer.business();
    private static final Business OTHER = SharedServer.business();

    @Test
    void anInvitedPersonJoinsOnceAndIsSignedIn() {
        var email = email();
        var invited = invite(SHOP.owner(), email, "MANAGER");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var token = invited.json().at("/link/token").asString();
        assertThat(invited.json().at("/link/url").asString()).endsWith("/invitation#" + token);

        var joined = accept(token, "Ben", PASSWORD);

        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        assertThat(joined.json().at("/user/role").asString()).isEqualTo("MANAGER");
        assertThat(joined.raw().headers().firstValue("Set-Cookie")).isPresent();
        var ben = new Api(SharedServer.server().url(), joined.json().get("accessToken").asString());
        assertThat(ben.get("/api/auth/me").json().at("/organization/id").asString())
                .isEqualTo(SHOP.organization().toString());
        assertThat(accept(token, "Ben", PASSWORD).status()).isEqualTo(410);
        assertThat(Api.login(SharedServer.server().url(), email, PASSWORD)).isNotNull();
        assertThat(actions("user.joined")).isNotEmpty();
        assertThat(invitations(SHOP)).doesNotContain(email);
        assertThat(invite(SHOP.owner(), email, "AGENT").status()).isEqualTo(409);
    }

    @Test
    void anInvitationEndsByRevocationByExpiryAndByANewerOne() {
        var email = email();
        var first = invite(SHOP.owner(), email, "AGENT").json();
        var second = invite(SHOP.owner(), email, "AGENT").json();
        assertThat(accept(token(first), "Ben", PASSWORD).status()).isEqualTo(410);

        var path = "/api/users/invitations/" + second.at("/invitation/id").asString();
        assertThat(OTHER.owner().get(path).status()).isEqualTo(404);
        assertThat(OTHER.owner().delete(path).status()).isEqualTo(404);
        assertThat(SHOP.owner().get(path).json().get("email").asString()).isEqualTo(email);
        assertThat(SHOP.owner().delete(path).status()).isEqualTo(204);
        assertThat(accept(token(second), "Ben", PASSWORD).status()).isEqualTo(410);

        var third = invite(SHOP.owner(), email, "AGENT").json();
        sql(
                "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE email = ?",
                email);
        assertThat(accept(token(third), "Ben", PASSWORD).status()).isEqualTo(410);
    }

    @Test
    void anAddressOfAnotherOrganizationIsToldWhenItIsTaken() {
        var email = email();
        join(OTHER, email, "AGENT");

        var invited = invite(SHOP.owner(), email, "AGENT");

        assertThat(invited.status()).isEqualTo(201);
        assertThat(accept(token(invited.json()), "Ben", PASSWORD).status()).isEqualTo(409);
    }

    @Test
    void adminsInviteAndChangeAllButOwners() {
        var admin = SHOP.user("ADMIN");
        var owner = join(SHOP, email(), "OWNER");

        assertThat(invite(admin, email(), "OWNER").status()).isEqualTo(403);
        assertThat(invite(admin, email(), "ADMIN").status()).isEqualTo(201);
        assertThat(patch(admin, owner, Map.of("active", false)).status()).isEqualTo(403);
        assertThat(patch(admin, join(SHOP, email(), "AGENT"), Map.of("role", "OWNER")).status())
                .isEqualTo(403);
        assertThat(admin.post("/api/users/" + id(owner) + "/reset-link").status()).isEqualTo(403);
        assertThat(invite(SHOP.user("MANAGER"), email(), "AGENT").status()).isEqualTo(403);
    }

    @Test
    void aChangedRoleAndADeactivationTakeEffectAtOnce() {
        var email = email();
        var user = join(SHOP, email, "AGENT");
        var api = Api.login(SharedServer.server().url(), email, PASSWORD);
        assertThat(api.get("/api/audit").status()).isEqualTo(403);

        assertThat(patch(SHOP.owner(), user, Map.of("role", "ADMIN")).status()).isEqualTo(200);
        assertThat(api.get("/api/audit").status()).isEqualTo(200);

        var gone = patch(SHOP.owner(), user, Map.of("active", false));
        assertThat(gone.json().get("active").asBoolean()).isFalse();
        assertThat(api.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(login(email).status()).isEqualTo(401);

        assertThat(patch(SHOP.owner(), user, Map.of("active", true)).status()).isEqualTo(200);
        assertThat(login(email).status()).isEqualTo(200);
        assertThat(actions("user"))
                .contains("user.changed", "user.deactivated", "user.reactivated");
    }

    @Test
    void theLastOwnerStays() {
        var shop = SharedServer.business();
        var owner = shop.owner().get("/api/users?role=OWNER").json().at("/items/0");

        var demoted = patch(shop.owner(), owner, Map.of("role", "ADMIN"));
        var deactivated = patch(shop.owner(), owner, Map.of("active", false));

        assertThat(demoted.status()).isEqualTo(409);
        assertThat(demoted.json().get("type").asString()).isEqualTo("/problems/last-owner");
        assertThat(deactivated.status()).isEqualTo(409);
        join(shop, email(), "OWNER");
        assertThat(patch(shop.owner(), owner, Map.of("role", "ADMIN")).status()).isEqualTo(200);
    }

    @Test
    void twoEditorsDoNotOverwriteEachOther() {
        var user = join(SHOP, email(), "AGENT");
        int version = SHOP.owner().get(path(user)).json().get("version").asInt();
        var change = Map.of("name", "Benjamin", "version", version);

        assertThat(SHOP.owner().patch(path(user), change).status()).isEqualTo(200);
        var late = SHOP.owner().patch(path(user), change);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("version").asInt()).isEqualTo(version + 1);
        assertThat(SHOP.owner().patch(path(user), Map.of("name", "x")).body())
                .contains("\"field\":\"version\"");
    }

    @Test
    void usersAreListedByNameAndFiltered() {
        var shop = SharedServer.business();
        for (var name : List.of("Zoe", "Ana", "Mia")) join(shop, email(), name, "AGENT");

        var first = shop.owner().get("/api/users?role=AGENT&limit=2").json();
        var rest =
                shop.owner()
                        .get("/api/users?role=AGENT&limit=2&cursor=" + first.get("next").asString())
                        .json();

        assertThat(names(first)).containsExactly("Ana", "Mia");
        assertThat(names(rest)).containsExactly("Zoe");
        patch(shop.owner(), first.at("/items/0"), Map.of("active", false));
        assertThat(names(shop.owner().get("/api/users?role=AGENT&active=true").json()))
                .containsExactly("Mia", "Zoe");
        var members = SharedServer.server().bean(Members.class);
        assertThat(
                        Tenant.<List<Members.Member>, RuntimeException>call(
                                shop.id(), () -> members.active(Role.AGENT)))
                .extracting(Members.Member::name)
                .containsExactly("Mia", "Zoe");
    }

    /// Else who may not touch owners could open the door to one who has become an owner since.
    @Test
    void aResetLinkEndsWithAChangeOfTheRoleOrOfThePassword() {
        var email = email();
        var user = join(SHOP, email, "AGENT");
        var early = SHOP.user("ADMIN").post(path(user) + "/reset-link").json();

        assertThat(patch(SHOP.owner(), user, Map.of("role", "OWNER")).status()).isEqualTo(200);

        assertThat(reset(early.get("token").asString(), "some other password").status())
                .isEqualTo(410);
        var second = SHOP.owner().post(path(user) + "/reset-link").json();
        var api = Api.login(SharedServer.server().url(), email, PASSWORD);
        var fresh = Map.of("oldPassword", PASSWORD, "newPassword", "yet another password");
        assertThat(api.post("/api/auth/password", fresh).status()).isEqualTo(204);
        assertThat(reset(second.get("token").asString(), "some other password").status())
                .isEqualTo(410);
    }

    @Test
    void anInvitationEndsWithTheRightsOfWhoMadeIt() {
        var email = email();
        var user = join(SHOP, email, "ADMIN");
        var api = Api.login(SharedServer.server().url(), email, PASSWORD);
        var first = invite(api, email(), "ADMIN").json();

        assertThat(patch(SHOP.owner(), user, Map.of("role", "AGENT")).status()).isEqualTo(200);

        assertThat(accept(token(first), "Ben", PASSWORD).status()).isEqualTo(410);
        patch(SHOP.owner(), user, Map.of("role", "ADMIN"));
        var second = invite(api, email(), "ADMIN").json();
        patch(SHOP.owner(), user, Map.of("active", false));
        assertThat(accept(token(second), "Ben", PASSWORD).status()).isEqualTo(410);
    }

    @Test
    void aUserOfAnotherOrganizationIsUnknown() {
        var user = join(SHOP, email(), "AGENT");

        assertThat(OTHER.owner().get(path(user)).status()).isEqualTo(404);
        assertThat(patch(OTHER.owner(), user, Map.of("name", "Mine")).status()).isEqualTo(404);
        assertThat(OTHER.owner().post(path(user) + "/reset-link").status()).isEqualTo(404);
    }

    @Test
    void aUserMadeDirectlyChoosesThePasswordByALink() {
        var email = email();
        var made =
                SHOP.owner()
                        .post("/api/users", Map.of("email", email, "name", "Ana", "role", "AGENT"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(login(email).status()).isEqualTo(401);

        assertThat(reset(made.json().at("/link/token").asString(), PASSWORD).status())
                .isEqualTo(204);

        assertThat(login(email).status()).isEqualTo(200);
        assertThat(
                        SHOP.owner()
                                .post(
                                        "/api/users",
                                        Map.of("email", email, "name", "Ana", "role", "AGENT"))
                                .status())
                .isEqualTo(409);
    }

    @Test
    void aResetLinkIsGoodOnceAndEndsAllSessions() {
        var email = email();
        var user = join(SHOP, email, "AGENT");
        var api = Api.login(SharedServer.server().url(), email, PASSWORD);
        var link = SHOP.owner().post(path(user) + "/reset-link").json();
        var second = SHOP.owner().post(path(user) + "/reset-link").json();

        assertThat(reset(link.get("token").asString(), "short").status()).isEqualTo(400);
        assertThat(reset(link.get("token").asString(), "another long password").status())
                .isEqualTo(204);

        assertThat(api.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(login(email).status()).isEqualTo(401);
        assertThat(reset(link.get("token").asString(), PASSWORD).status()).isEqualTo(410);
        assertThat(reset(second.get("token").asString(), PASSWORD).status()).isEqualTo(410);
        assertThat(actions("password.reset")).isNotEmpty();
    }

    @Test
    void wrongFieldsAreNamed() {
        var answer =
                SHOP.owner()
                        .post(
                                "/api/users/invitations",
                                Map.of("email", "no address", "role", "KING"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"role\"", "AGENT");
        assertThat(invite(SHOP.owner(), "no address", "AGENT").body())
                .contains("\"field\":\"email\"");
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    private static Api.Answer invite(Api api, String email, String role) {
        return api.post("/api/users/invitations", Map.of("email", email, "role", role));
    }

    private static String token(JsonNode invited) {
        return invited.at("/link/token").asString();
    }

    private static Api.Answer accept(String token, String name, String password) {
        return SharedServer.server()
                .anonymous()
                .post(
                        "/api/auth/invitations/accept",
                        Map.of("token", token, "name", name, "password", password));
    }

    private static Api.Answer reset(String token, String password) {
        return SharedServer.server()
                .anonymous()
                .post("/api/auth/reset", Map.of("token", token, "password", password));
    }

    private static Api.Answer login(String email) {
        return SharedServer.server()
                .anonymous()
                .post("/api/auth/login", Map.of("email", email, "password", PASSWORD));
    }

    private static JsonNode join(Business shop, String email, String role) {
        return join(shop, email, "Ben", role);
    }

    private static JsonNode join(Business shop, String email, String name, String role) {
        var invited = invite(shop.owner(), email, role);
        return accept(token(invited.json()), name, PASSWORD).json().get("user");
    }

    private static String id(JsonNode user) {
        return user.get("id").asString();
    }

    private static String path(JsonNode user) {
        return "/api/users/" + id(user);
    }

    private static Api.Answer patch(Api api, JsonNode user, Map<String, Object> change) {
        var body = new java.util.HashMap<>(change);
        body.put("version", version(user));
        return api.patch(path(user), body);
    }

    private static int version(JsonNode user) {
        return SharedServer.server()
                .sql()
                .sql("SELECT version FROM app_user WHERE id = CAST(? AS uuid)")
                .param(id(user))
                .query(Integer.class)
                .single();
    }

    private static void sql(String sql, Object parameter) {
        SharedServer.server().sql().sql(sql).param(parameter).update();
    }

    private static List<String> names(JsonNode page) {
        return page.get("items").valueStream().map(one -> one.get("name").asString()).toList();
    }

    private static List<String> invitations(Business shop) {
        return shop.owner()
                .get("/api/users/invitations")
                .json()
                .get("items")
                .valueStream()
                .map(one -> one.get("email").asString())
                .toList();
    }

    private static List<String> actions(String filter) {
        return SHOP.owner()
                .get("/api/audit?limit=200&action=" + filter)
                .json()
                .get("items")
                .valueStream()
                .map(one -> one.get("action").asString())
                .toList();
    }
}
