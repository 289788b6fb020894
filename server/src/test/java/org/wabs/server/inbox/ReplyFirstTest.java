package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.server.inbox.Shop.await;
import static org.wabs.server.inbox.Shop.customer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

class ReplyFirstTest {
    /// At 60 a second they take ten seconds.
    private static final int PEOPLE = 600;

    @Test
    void replyOvertakesACampaignOnTheSameNumber() {
        var shop = new Shop();
        var ana = customer();
        var talk = shop.begun(ana, "Quick question");
        people(shop.business.organization());
        var campaign =
                shop.owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name",
                                "Everybody",
                                "template",
                                Map.of("name", "order_update", "language", "en_US"),
                                "phoneNumberIds",
                                List.of(shop.number),
                                "variables",
                                Map.of(
                                        "body",
                                        Map.of(
                                                "1", Map.of("field", "name", "fallback", "you"),
                                                "2",
                                                        Map.of(
                                                                "attribute",
                                                                "order",
                                                                "fallback",
                                                                "A-1"),
                                                "3",
                                                        Map.of(
                                                                "attribute",
                                                                "day",
                                                                "fallback",
                                                                "Friday")))));
        assertThat(campaign.status()).as(campaign.toString()).isEqualTo(201);
        var path = "/api/campaigns/" + campaign.json().path("id").asString();
        assertThat(shop.owner.post(path + "/start").status()).isEqualTo(202);
        await().until(() -> accepted(shop) > 20);

        var reply = shop.reply(talk, Map.of("text", Map.of("body", "Quick answer")));

        await().until(() ->
                shop.owner.get("/api/messages/" + reply + "/timeline").body().contains("ACCEPTED"));
        assertThat(accepted(shop)).isLessThan(PEOPLE / 2);
        shop.owner.post(path + "/cancel");
    }

    private static void people(UUID organization) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO contact (organization_id, id, recipient_key, phone, name, opted_in_at)
                        SELECT ?, gen_random_uuid(), number, number, 'Somebody', now()
                          FROM (SELECT '+1' || (901 + n / 100) || '55501' || lpad((n % 100)::text, 2, '0') AS number
                                  FROM generate_series(1, ?) n) people\
                        """)
                .params(organization, PEOPLE)
                .update();
    }

    private static long accepted(Shop shop) {
        return SharedServer.server()
                .sql()
                .sql(
                        "SELECT count(*) FROM message WHERE organization_id = ? AND campaign_id IS NOT NULL AND accepted_at IS NOT NULL")
                .param(shop.business.organization())
                .query(Long.class)
                .single();
    }
}
