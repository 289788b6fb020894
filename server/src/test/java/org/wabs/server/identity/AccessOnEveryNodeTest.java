package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import org.wabs.server.support.TestServer;

/// Two nodes on one database: what is changed by a request to one counts for the next request to
/// the other.
class AccessOnEveryNodeTest {
    private static final Business SHOP = SharedServer.business();
    private static final TestServer SERVER = SharedServer.server();

    private final Access otherNode =
            new Access(SERVER.pipeline(), new EventBus(), Clock.systemUTC());

    @Test
    void aChangedRoleADeactivationAndAnEndedSessionCountAtOnce() {
        var person = SHOP.user("MANAGER");
        var user = person.get("/api/auth/me").json().get("id").asString();
        var session = session(user);
        assertThat(otherNode.ofSession(session).orElseThrow().role()).isEqualTo(Role.MANAGER);

        change(user, Map.of("role", "AGENT"));
        assertThat(otherNode.ofSession(session).orElseThrow().role()).isEqualTo(Role.AGENT);

        change(user, Map.of("active", false));
        assertThat(otherNode.ofSession(session)).isEmpty();

        var again = SHOP.user("AGENT");
        var second = session(again.get("/api/auth/me").json().get("id").asString());
        assertThat(otherNode.ofSession(second)).isPresent();
        again.post("/api/auth/logout");
        assertThat(otherNode.ofSession(second)).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        var made =
                SHOP.owner()
                        .post(
                                "/api/api-keys",
                                Map.of("name", "Node", "permissions", List.of("SEE_CAMPAIGNS")))
                        .json();
        var key = made.get("key").asString();
        assertThat(otherNode.ofApiKey(key)).isPresent();

        SHOP.owner().delete("/api/api-keys/" + made.at("/apiKey/id").asString());

        assertThat(otherNode.ofApiKey(key)).isEmpty();
    }

    private static Access.SessionKey session(String user) {
        var id =
                SERVER.sql()
                        .sql("SELECT id FROM session WHERE user_id = CAST(:user AS uuid)")
                        .param("user", user)
                        .query(UUID.class)
                        .single();
        return new Access.SessionKey(SHOP.id(), id);
    }

    private static void change(String user, Map<String, ?> change) {
        var path = "/api/users/" + user;
        var body = new java.util.HashMap<String, Object>(change);
        body.put("version", SHOP.owner().get(path).json().get("version").asInt());
        assertThat(SHOP.owner().patch(path, body).status()).isEqualTo(200);
    }
}
