package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.wabs.server.support.Api;
import org.wabs.server.support.TestServer;
import org.wabs.server.support.TestSimulator;
import tools.jackson.databind.JsonNode;

/// A campaign of an account at the simulated Meta that is under way while something goes wrong with
/// the database.
final class LongCampaign {
    private final Api owner;
    private final String path;

    private LongCampaign(Api owner, String id) {
        this.owner = owner;
        this.path = "/api/campaigns/" + id;
    }

    static TestSimulator.Waba waba(String id, String number) {
        return TestSimulator.waba(id, "token-of-shop", number)
                .ofBusiness(TestSimulator.UNLIMITED_BUSINESS);
    }

    /// Connects the account and reads its templates.
    ///
    /// @param app what is told of it; nothing: it is the installation's own
    static void connect(Api owner, String waba, Map<String, String> app) {
        var account = new HashMap<>(app);
        account.put("wabaId", waba);
        account.put("accessToken", "token-of-shop");
        done(owner.post("/api/accounts", account));
        done(owner.post("/api/templates/sync", Map.of()));
    }

    /// @param people one in ten of whom has not opted in
    static LongCampaign start(TestServer server, Api owner, int people) {
        var world = new World(server);
        world.crowd("everybody", people);
        var id =
                world.campaign(
                        owner,
                        Map.of(
                                "name", "Through thick and thin",
                                "template",
                                        Map.of("name", "order_update_short", "language", "en_US"),
                                "audience", Map.of("tags", List.of("everybody")),
                                "variables", Map.of("body", Map.of("1", Map.of("text", "A-1")))));
        done(owner.post("/api/campaigns/" + id + "/start"));
        return new LongCampaign(owner, id);
    }

    String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    JsonNode report() {
        return owner.get(path + "/report").json();
    }

    int accepted() {
        return report().at("/counts/accepted").asInt();
    }

    /// Longer ago than the shortest standstill that is written down.
    static Instant aWhileAgo() {
        return Instant.now().minus(Duration.ofMillis(1500));
    }

    static void done(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(50));
    }
}
