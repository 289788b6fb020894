package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// Links of invitations and resets: each opens one door once, and not for long.
class OneTimeLinkTest extends UserFixture {
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

    private static void sql(String sql, Object parameter) {
        SharedServer.server().sql().sql(sql).param(parameter).update();
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
}
