package org.wabs.server.account;

import static org.wabs.server.support.TestSimulator.waba;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.wabs.server.support.Api;
import org.wabs.server.support.AtTheEnd;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;

/// A server that knows no account, and Meta's side with two of them. One for all classes.
abstract class ConnectFixture {
    static final String TOKEN = "token-of-the-shop-0123456789";
    static final String NEW_TOKEN = "token-of-the-shop-9876543210";
    static final TestSimulator meta = TestSimulator.start();
    static final TestServer server = TestServer.start(meta.settings());
    static final Api owner = server.owner();

    static {
        AtTheEnd.run(() -> {
            server.close();
            meta.close();
        });
    }

    @BeforeEach
    void world() {
        meta.world(
                waba("2001", TOKEN, "30010101", "30010102"), waba("2002", NEW_TOKEN, "30020101"));
        server.sql().sql("DELETE FROM template").update();
        server.sql().sql("DELETE FROM connection").update();
        server.sql().sql("DELETE FROM phone_number").update();
        server.sql().sql("DELETE FROM waba").update();
        server.sql().sql("DELETE FROM meta_app").update();
    }

    static Api.Answer connect(Api api, String waba, String token, Map<String, String> more) {
        var body = new HashMap<>(Map.of("wabaId", waba, "accessToken", token));
        body.putAll(more);
        return api.post("/api/accounts", body);
    }

    static String appKey(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
