package org.wabs.server.campaign;

import java.util.HashMap;
import java.util.Map;
import org.wabs.server.support.Api;
import org.wabs.server.support.AtTheEnd;
import org.wabs.server.support.TestServer;
import tools.jackson.databind.JsonNode;

/// A server with two accounts, their templates and a few people. One for all classes.
abstract class DraftFixture {
    static final TestServer server = TestServer.start();
    static final World world = world();
    static final Api owner = server.owner();

    static {
        AtTheEnd.run(server::close);
    }

    private static World world() {
        var world =
                new World(server)
                        .account(World.WABA, World.NUMBER, World.SECOND_NUMBER)
                        .account("100200300400501", "200300400500699")
                        .template(World.WABA, "order_ready", "APPROVED", "UTILITY", World.GREETING)
                        .template(
                                World.WABA, "spring_sale", "APPROVED", "MARKETING", World.GREETING)
                        .template(World.WABA, "paused_one", "PAUSED", "UTILITY", World.GREETING)
                        .template(World.WABA, "in_both", "APPROVED", "UTILITY", "Good morning.")
                        .template(
                                "100200300400501",
                                "in_both",
                                "APPROVED",
                                "UTILITY",
                                "Good morning.");
        world.person("+12025550101", "Ann", true, "{\"order_number\": \"A-1\"}", "few");
        world.person("+4915112345678", "Bert", true, "{\"order_number\": 7}", "few");
        world.person("+4915112345679", "Cleo", true, "{}", "few");
        world.person("+4915112345680", "Dora", false, "{}", "few");
        world.optOut(world.person("+4915112345681", "Emil", true, "{}", "few"), "ALL");
        world.optOut(world.person("+4915112345682", "Fay", true, "{}", "few"), "MARKETING");
        return world;
    }

    static Map<String, Object> with(String field, Object value) {
        var draft = new HashMap<>(World.draft("order_ready", "few"));
        draft.put(field, value);
        return draft;
    }

    static JsonNode preview(Map<String, Object> draft) {
        return owner.post("/api/campaigns/" + world.campaign(owner, draft) + "/preview").json();
    }
}
