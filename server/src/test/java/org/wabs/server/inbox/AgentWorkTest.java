package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;

class AgentWorkTest {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    /// Kind, whether a user did it, and how many seconds after the item that it counts from.
    private static List<String> work(UUID conversation) {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT w.kind || ' ' || (w.user_id IS NOT NULL) || ' '
                               || CASE WHEN w.since IS NULL THEN 'nobody waited'
                                       ELSE (SELECT 'since message ' || count(*) FROM conversation_item i
                                              WHERE i.conversation_id = w.conversation_id AND i.arrival IS NOT NULL
                                                AND date_trunc('second', i.at) <= date_trunc('second', w.since)) END
                          FROM agent_work w WHERE w.organization_id = ? AND w.conversation_id = ? ORDER BY w.at, w.id\
                        """)
                .params(shop.business.organization(), conversation)
                .query(String.class)
                .list();
    }

    private static void rewind(UUID conversation) {
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE conversation_item SET at = at - interval '10 seconds' WHERE conversation_id = ?")
                .param(conversation)
                .update();
        SharedServer.server()
                .sql()
                .sql(
                        "UPDATE agent_work SET at = at - interval '10 seconds' WHERE conversation_id = ?")
                .param(conversation)
                .update();
    }

    @Test
    void repliesAndResolutionsAreCountedFromTheMessageThatWaited() {
        var customer = Shop.customer();
        var conversation = shop.begun(customer, "Where is it?");
        shop.reply(conversation, Map.of("text", Map.of("body", "On its way")));
        shop.reply(conversation, Map.of("text", Map.of("body", "It comes today")));
        shop.act(conversation, "resolve", Map.of());
        assertThat(work(conversation))
                .containsExactly(
                        "REPLY true since message 1",
                        "REPLY true nobody waited",
                        "RESOLUTION true since message 1");

        rewind(conversation);
        shop.write(customer, "And the other one?");
        Shop.await().until(() -> shop.get(conversation).path("status").asString().equals("OPEN"));
        var program = new Api(SharedServer.server().url(), key());
        assertThat(
                        program.post("/api/conversations/" + conversation + "/resolve", Map.of())
                                .status())
                .isEqualTo(200);

        assertThat(work(conversation).getLast())
                .as("a program's, from the message after the first resolution")
                .isEqualTo("RESOLUTION false since message 2");
        var figures = shop.owner.get("/api/analytics/agents").json();
        assertThat(figures.at("/total/messagesSent").asLong()).isEqualTo(2);
        assertThat(figures.at("/total/conversations").asLong()).isEqualTo(1);
        assertThat(figures.at("/total/resolved").asLong()).isEqualTo(1);
        assertThat(figures.at("/total/firstResponse/count").asLong()).isEqualTo(1);
    }

    private static String key() {
        return shop.owner
                .post(
                        "/api/api-keys",
                        Map.of(
                                "name",
                                "Robot",
                                "permissions",
                                List.of("MANAGE_CONVERSATIONS", "SEE_CONVERSATIONS")))
                .json()
                .get("key")
                .asString();
    }
}
