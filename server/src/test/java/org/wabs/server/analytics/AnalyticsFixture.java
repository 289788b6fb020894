package org.wabs.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// A business of each class's own, and messages of chosen times.
abstract class AnalyticsFixture {
    static Business shop;
    static Api manager;

    @BeforeAll
    static void open() {
        shop = SharedServer.business().connect();
        manager = shop.user("MANAGER");
    }

    static UUID contact(String phone, String country) {
        var id = Ids.next();
        SharedServer.server()
                .sql()
                .sql(
                        "INSERT INTO contact (organization_id, id, recipient_key, phone, country) VALUES (?, ?, ?, ?, ?)")
                .params(shop.organization(), id, phone, phone, country)
                .update();
        return id;
    }

    static void message(Instant at, UUID contact, UUID ofCampaign, String facts) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                             wanted, attempt, accepted_at, %s)
                        SELECT :organization, wabs_uuid_of(:at, gen_random_uuid()), :campaign, :number, :contact, 'key', true, 'UTILITY',
                               1, 1, :at %s\
                        """
                                .formatted(facts, facts.replaceAll("\\w+,?", ", :at")))
                .param("organization", shop.organization())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("campaign", ofCampaign)
                .param("number", shop.numbers().getFirst())
                .param("contact", contact)
                .update();
    }

    static JsonNode read(String path) {
        var answer = manager.get("/api/analytics" + path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    static String figures(JsonNode node) {
        var f = node.get("figures") == null ? node : node.get("figures");
        return "sent %s delivered %s read %s replied %s received %s"
                .formatted(
                        f.get("sent"),
                        f.get("delivered"),
                        f.get("read"),
                        f.get("replied"),
                        f.get("received"));
    }
}
