package org.wabs.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.cloudapi.PhoneNumberId;

/// A number belongs to one organization, and its webhooks go there.
class WhoseNumberTest extends ConnectFixture {
    @Test
    void anotherOrganizationSeesNothingOfAnAccount() {
        connect(owner, "2001", TOKEN, Map.of());
        var other = server.user(server.newOrganization(), "OWNER");

        assertThat(other.get("/api/accounts").json().at("/items").size()).isZero();
        assertThat(other.get("/api/templates").json().at("/items").size()).isZero();
        for (var path : List.of("/api/accounts/2001", "/api/accounts/2001/numbers"))
            assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.delete("/api/accounts/2001").status()).isEqualTo(404);
        assertThat(other.post("/api/accounts/2001/refresh").status()).isEqualTo(404);
        assertThat(other.post("/api/templates/sync?account=2001").status()).isEqualTo(404);
        assertThat(owner.get("/api/accounts/2001").status()).isEqualTo(200);
    }

    @Test
    void aNumberBelongsToOneOrganizationAndItsOwnerIsNotRevealed() {
        connect(owner, "2001", TOKEN, Map.of());
        var organization = server.newOrganization();
        var other = server.user(organization, "OWNER");

        var answer = connect(other, "2001", TOKEN, Map.of("appSecret", "s"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/account-in-use");
        assertThat(answer.body()).doesNotContain(server.organization().toString(), "My business");
        assertThat(rowsOf(organization, "waba")).isZero();
        assertThat(rowsOf(organization, "meta_app")).isZero();
    }

    @Test
    void aNumberMovesOnceItsOrganizationLetsItGo() {
        connect(owner, "2001", TOKEN, Map.of());
        var organization = server.newOrganization();
        owner.delete("/api/accounts/2001");

        var answer = connect(server.user(organization, "OWNER"), "2001", TOKEN, Map.of());

        assertThat(answer.status()).isEqualTo(201);
        var sender = server.bean(Senders.class).find(new PhoneNumberId("30010101")).orElseThrow();
        assertThat(sender.organization().value()).isEqualTo(organization);
    }

    /// Trap E1: somebody claims a foreign account under an app of their own, whose secret they
    /// know.
    @Test
    void nobodyGetsAForeignAccountsWebhooksByClaimingIt() {
        var organization = server.newOrganization();
        var squatter = server.user(organization, "OWNER");
        var own =
                connect(
                        squatter,
                        "2002",
                        NEW_TOKEN,
                        Map.of("appId", "77", "appSecret", "known-to-the-squatter"));
        var key = appKey(own.json().at("/webhook/path").asString());

        var claim =
                connect(
                        squatter,
                        "2001",
                        NEW_TOKEN,
                        Map.of("appId", "77", "appSecret", "known-to-the-squatter"));

        assertThat(claim.status()).isEqualTo(422);
        var connections = server.bean(Connections.class);
        assertThat(connections.route(key, "2002", new PhoneNumberId("30020101"))).isPresent();
        assertThat(connections.route(key, "2001", new PhoneNumberId("30010101"))).isEmpty();
        assertThat(connections.route(key, "2002", new PhoneNumberId("30010101"))).isEmpty();
        assertThat(connections.route(key, "2001", null)).isEmpty();
        assertThat(connect(owner, "2001", TOKEN, Map.of()).status()).isEqualTo(201);
        assertThat(connections.route(key, "2001", new PhoneNumberId("30010101"))).isEmpty();
    }

    @Test
    void anEndedConnectionRoutesForSevenDays() {
        var path = connect(owner, "2001", TOKEN, Map.of()).json().at("/webhook/path").asString();
        var number = new PhoneNumberId("30010101");
        owner.delete("/api/accounts/2001");

        var connections = server.bean(Connections.class);
        assertThat(connections.route(appKey(path), "2001", number))
                .get()
                .extracting(route -> route.organization().value())
                .isEqualTo(server.organization());

        server.sql().sql("UPDATE connection SET valid_to = valid_to - interval '8 days'").update();
        connections.dropAfterCommit();
        assertThat(connections.route(appKey(path), "2001", number)).isEmpty();
    }

    private static long rowsOf(UUID organization, String table) {
        return server.sql()
                .sql("SELECT count(*) FROM " + table + " WHERE organization_id = :organization")
                .param("organization", organization)
                .query(Long.class)
                .single();
    }
}
