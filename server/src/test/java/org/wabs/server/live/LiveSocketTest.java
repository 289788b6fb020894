package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

class LiveSocketTest {
    private static final Business SHOP = SharedServer.business().connect();

    private static int refusal(String path, String... headers) {
        try {
            Socket.connect(new Socket(), path, headers).abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    @Test
    void whatIsChangedByTheApiIsToldToWhoWatches() throws Exception {
        var socket = new Socket();
        var connection = Socket.connect(socket, Socket.ticket(SHOP.owner()));
        assertThat(socket.next("hello").get("heartbeatSeconds").asInt()).isEqualTo(15);
        connection.sendText("{\"type\":\"subscribe\",\"topics\":[\"campaigns\"]}", true).join();
        socket.next("subscribed");

        var made =
                SHOP.owner()
                        .post(
                                "/api/campaigns",
                                Map.of(
                                        "name",
                                        "Spring sale",
                                        "template",
                                        Map.of("name", "order_update", "language", "en_US")));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var change = socket.next("changes").get("changes").get(0);
        assertThat(change.get("subject").asString()).isEqualTo("CAMPAIGN");
        assertThat(change.get("ids").toString()).contains(made.json().get("id").asString());
        connection.abort();
    }

    @Test
    void aTicketOpensOneConnectionAndOnlyFromOurOwnPages() {
        var path = Socket.ticket(SHOP.owner());
        assertThat(refusal(path)).isEqualTo(101);
        assertThat(refusal(path)).isEqualTo(401);
        assertThat(refusal("/api/live?ticket=made-up")).isEqualTo(401);
        assertThat(refusal("/api/live")).isEqualTo(401);

        assertThat(refusal(Socket.ticket(SHOP.owner()), "Origin", "https://elsewhere.example"))
                .isEqualTo(403);
        assertThat(
                        refusal(
                                Socket.ticket(SHOP.owner()),
                                "Origin",
                                SharedServer.server().url().toString()))
                .isEqualTo(101);
    }

    @Test
    void mistakesAreToldAndNonsenseEndsTheConnection() throws Exception {
        var socket = new Socket();
        var connection = Socket.connect(socket, Socket.ticket(SHOP.user("AGENT")));
        connection
                .sendText("{\"type\":\"subscribe\",\"topics\":[\"weather\",\"jobs\"]}", true)
                .join();
        assertThat(socket.next("problem").get("topics").toString()).isEqualTo("[\"weather\"]");
        assertThat(socket.next("subscribed").get("topics").toString()).isEqualTo("[\"jobs\"]");
        connection.sendText("{\"type\":\"dance\"}", true).join();
        socket.next("problem");
        connection.sendText("{\"type\":\"resume\",\"after\":0}", true).join();
        socket.next("resync");

        connection.sendText("{nonsense", true).join();

        assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void whoIsDeactivatedLosesTheConnection() throws Exception {
        var socket = new Socket();
        var user = SHOP.user("AGENT");
        Socket.connect(socket, Socket.ticket(user));
        socket.next("hello");
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE app_user SET deactivated_at = now() WHERE organization_id = ? AND role = 'AGENT'")
                .param(SHOP.organization())
                .update();
        SharedServer.server()
                .bean(org.wabs.server.platform.sql.PipelineDb.class)
                .changes()
                .note(SHOP.id(), org.wabs.server.platform.change.Subject.USER);

        assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo(4401);
    }
}
