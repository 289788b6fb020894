package org.wabs.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.SharedServer;

class RepliesTest {
    private static final SharedServer.Business SHOP = SharedServer.business();
    private static final MetaTells META = new MetaTells(SHOP);

    @Test
    void aReactionAndANoticeAreNoReplies() {
        var ana = Shop.customer();
        MetaTells.publish(List.of(META.message(ana, "first", 0, MetaTells.text("hello"))));
        var campaign = UUID.randomUUID();
        campaignMessage(campaign, ana);

        MetaTells.publish(
                List.of(
                        META.message(ana, "r", 100, MetaTells.reaction("wamid.campaign-" + ana)),
                        META.message(ana, "n", 101, MetaTells.notice())));

        assertThat(replied(campaign)).isZero();
        assertThat(unread(ana)).isEqualTo(1);
        assertThat(lastInbound(ana)).isEqualTo(MetaTells.BASE);

        MetaTells.publish(List.of(META.message(ana, "t", 102, MetaTells.text("thanks"))));

        assertThat(replied(campaign)).isEqualTo(1);
        assertThat(unread(ana)).isEqualTo(2);
        assertThat(lastInbound(ana)).isEqualTo(MetaTells.BASE + 102);
    }

    private static UUID contact(String customer) {
        return SharedServer.server()
                .sql()
                .sql("SELECT id FROM contact WHERE organization_id = ? AND phone = ?")
                .params(SHOP.organization(), "+" + customer)
                .query(UUID.class)
                .single();
    }

    private static void campaignMessage(UUID campaign, String customer) {
        SharedServer.server()
                .sql()
                .sql(
                        """
                        INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                             wanted, attempt, accepted_at, sent_at)
                        VALUES (?, ?, ?, ?, ?, ?, true, 'UTILITY', 1, 1, now(), now())\
                        """)
                .params(
                        SHOP.organization(),
                        idOf(MetaTells.BASE + 50),
                        campaign,
                        SHOP.numbers().getFirst(),
                        contact(customer),
                        "+" + customer)
                .update();
    }

    private static UUID idOf(long second) {
        var id = Ids.next();
        return new UUID(
                second * 1000 << 16 | id.getMostSignificantBits() & 0xffff,
                id.getLeastSignificantBits());
    }

    private static long replied(UUID campaign) {
        return SharedServer.server()
                .sql()
                .sql("SELECT coalesce(sum(replied), 0) FROM campaign_count WHERE campaign_id = ?")
                .param(campaign)
                .query(Long.class)
                .single();
    }

    private static int unread(String customer) {
        return SharedServer.server()
                .sql()
                .sql("SELECT unread FROM conversation WHERE organization_id = ? AND contact_id = ?")
                .params(SHOP.organization(), contact(customer))
                .query(Integer.class)
                .single();
    }

    private static long lastInbound(String customer) {
        var at =
                SHOP.owner()
                        .get("/api/contacts/" + contact(customer))
                        .json()
                        .path("lastInboundAt")
                        .asString();
        return java.time.Instant.parse(at).getEpochSecond();
    }
}
