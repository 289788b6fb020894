package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.CampaignFigures;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

class RetentionTest {
    private static final int LONG_AGO = -40 * 24 * 3600;
    private static Retention retention;
    private Business shop;
    private MetaTells meta;
    private String ana;

    @BeforeAll
    static void open() {
        retention = SharedServer.server().bean(Retention.class);
    }

    @BeforeEach
    void begin() {
        shop = SharedServer.business();
        meta = new MetaTells(shop);
        ana = Shop.customer();
    }

    private void keep(int days) {
        var settings =
                Map.of("settings", Map.of("retention.days", Map.of("value", days, "version", 0)));
        var answer = shop.owner().patch("/api/settings", settings);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        retention.run();
    }

    private void said(String id, int second, String text) {
        MetaTells.publish(List.of(meta.message(ana, id, second, MetaTells.text(text))));
    }

    private long count(String what) {
        return SharedServer.server()
                .sql()
                .sql("SELECT count(*) FROM " + what + " AND organization_id = ?")
                .param(shop.organization())
                .query(Long.class)
                .single();
    }

    private UUID conversation() {
        return SharedServer.server()
                .sql()
                .sql("SELECT id FROM conversation WHERE organization_id = ?")
                .param(shop.organization())
                .query(UUID.class)
                .single();
    }

    @Test
    void withoutTheSettingEverythingIsKept() {
        said("old", LONG_AGO, "long ago");

        retention.run();

        assertThat(count("message WHERE true")).isEqualTo(1);
    }

    @Test
    void whatIsOlderGoesWithAllThatHangsOnIt() {
        said("old", LONG_AGO, "long ago");
        MetaTells.publish(
                List.of(
                        meta.message(
                                ana,
                                "picture",
                                LONG_AGO + 1,
                                "\"type\":\"image\",\"image\":{\"id\":\"77\",\"mime_type\":\"image/png\"}"),
                        meta.message(
                                ana,
                                "r",
                                LONG_AGO + 2,
                                MetaTells.reaction("wamid." + ana + "old"))));
        said("new", 0, "just now");

        keep(35);

        var items =
                shop.owner()
                        .get("/api/conversations/" + conversation() + "/messages")
                        .json()
                        .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).at("/message/content/text").asString()).isEqualTo("just now");
        for (var table : List.of("message", "message_content", "wamid_ref", "conversation_item"))
            assertThat(count(table + " WHERE true")).as(table).isEqualTo(1);
        for (var table : List.of("media", "message_reaction"))
            assertThat(count(table + " WHERE true")).as(table).isZero();
        var shown = shop.owner().get("/api/conversations/" + conversation()).json();
        assertThat(shown.path("unread").asInt()).isEqualTo(1);
        assertThat(java.time.Instant.parse(shown.path("unrepliedSince").asString()))
                .isEqualTo(java.time.Instant.ofEpochSecond(MetaTells.BASE));
        assertThat(shop.owner().get("/api/audit").body())
                .contains("messages.removed")
                .contains("\"messages\":3");
    }

    @Test
    void aConversationOfWhichNothingIsLeftGoesAndBeginsAnewWhenThePersonWrites() {
        said("old", LONG_AGO, "long ago");

        keep(35);
        assertThat(count("conversation WHERE true")).isZero();

        said("new", 0, "hello again");
        assertThat(count("conversation WHERE unread = 1")).isEqualTo(1);
    }

    @Test
    void whatIsUnfinishedStaysAndReportsKeepTheirFigures() {
        said("new", 0, "so that there is a contact");
        var campaign = UUID.randomUUID();
        var delivered =
                outbound(campaign, "attempt = 1, accepted_at = now(), delivered_at = now()");
        var failed =
                outbound(
                        campaign,
                        "attempt = 1, failed_attempt = 1, failed_at = now(), error_code = 131026");
        var queued = outbound(campaign, "attempt = 0");
        var inFlight = outbound(campaign, "attempt = 1");
        var inDoubt = outbound(campaign, "attempt = 1, doubt_attempt = 1");
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message_failure (organization_id, campaign_id, message_id, attempt, code) VALUES (?, ?, ?, 1, 131026)\
                        """)
                .params(shop.organization(), campaign, failed)
                .update();
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, accepted, delivered, failed)
                        VALUES (?, ?, 1, 5, 1, 1, 1)\
                        """)
                .params(shop.organization(), campaign)
                .update();
        var pipeline = SharedServer.server().bean(PipelineDb.class);
        var before = CampaignFigures.of(pipeline, shop.id(), new CampaignId(campaign));

        keep(35);

        assertThat(
                        SharedServer.server()
                                .sql()
                                .sql("SELECT id FROM message WHERE campaign_id = ?")
                                .param(campaign)
                                .query(UUID.class)
                                .list())
                .containsExactlyInAnyOrder(queued, inFlight, inDoubt)
                .doesNotContain(delivered);
        assertThat(CampaignFigures.of(pipeline, shop.id(), new CampaignId(campaign)))
                .isEqualTo(before);
        assertThat(CampaignFigures.failures(pipeline, shop.id(), new CampaignId(campaign)))
                .isEqualTo(Map.of(131026, 1L));
    }

    @Test
    void aTimeThatFiguresStillNeedIsRefused() {
        var settings =
                Map.of("settings", Map.of("retention.days", Map.of("value", 7, "version", 0)));

        var answer = shop.owner().patch("/api/settings", settings);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("35 to 3650");
    }

    private UUID outbound(UUID campaign, String facts) {
        var next = Ids.next();
        var id =
                new UUID(
                        (MetaTells.BASE + LONG_AGO) * 1000 << 16
                                | next.getMostSignificantBits() & 0xffff,
                        next.getLeastSignificantBits());
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                        SELECT organization_id, ?, ?, ?, id, recipient_key, true, 'UTILITY', 1 FROM contact WHERE organization_id = ?\
                        """)
                .params(id, campaign, shop.numbers().getFirst(), shop.organization())
                .update();
        SharedServer.server()
                .sql()
                .sql("UPDATE message SET " + facts + " WHERE id = ?")
                .param(id)
                .update();
        return id;
    }
}
