package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import tools.jackson.databind.JsonNode;

/// Users, their roles and who may change them.
class UserTest extends UserFixture {
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

    @Test
    void aUserOfAnotherOrganizationIsUnknown() {
        var user = join(SHOP, email(), "AGENT");

        assertThat(OTHER.owner().get(path(user)).status()).isEqualTo(404);
        assertThat(patch(OTHER.owner(), user, Map.of("name", "Mine")).status()).isEqualTo(404);
        assertThat(OTHER.owner().post(path(user) + "/reset-link").status()).isEqualTo(404);
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

    private static List<String> names(JsonNode page) {
        return page.get("items").valueStream().map(one -> one.get("name").asString()).toList();
    }
}
