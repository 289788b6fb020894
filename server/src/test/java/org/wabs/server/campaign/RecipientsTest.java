package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// Among 12,000 people of a campaign who have read it, but for the last one.
class RecipientsTest {
    private static final Business SHOP = SharedServer.business();
    private static final UUID CAMPAIGN = Ids.next();
    private static final int PEOPLE = 12_000;

    @BeforeAll
    static void fill() {
        var sql = SharedServer.server().sql();
        sql.sql(
                        """
                        INSERT INTO campaign (organization_id, id, name, state, waba_id, template_name, template_language, category,
                                              variables, audience, phone_number_ids, created_by)
                        VALUES (?, ?, 'Long ago', 'COMPLETED', '1', 'order_update', 'en_US', 'UTILITY', '{}', '{"tags": []}', '{}', ?)\
                        """)
                .params(SHOP.organization(), CAMPAIGN, Ids.next())
                .update();
        sql.sql(
                        """
                        WITH person AS (
                            INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category,
                                                 wanted, attempt, sent_at, read_at)
                            SELECT :organization, wabs_uuid_of(now() + n * interval '1 ms', md5(n::text)::uuid), :campaign, '1', gen_random_uuid(),
                                   '+1202' || (5000000 + n), true, 'UTILITY', 1, 1, now(), CASE WHEN n < :people THEN now() END
                              FROM generate_series(1, :people) n
                        )
                        INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, sent, delivered, read, just_sent)
                        VALUES (:organization, :campaign, 0, :people, :people, :people - 1, :people - 1, 1)\
                        """)
                .param("organization", SHOP.organization())
                .param("campaign", CAMPAIGN)
                .param("people", PEOPLE)
                .update();
    }

    @Test
    void fewAmongManyAreLookedForPieceByPiece() {
        var first = page("SENT", "");
        assertThat(first.get("items").size()).isZero();

        var second = page("SENT", "&cursor=" + first.get("next").asString());
        assertThat(second.get("items").size()).isOne();
        assertThat(second.get("items").get(0).get("status").asString()).isEqualTo("SENT");
        assertThat(second.path("next").isString()).isFalse();
    }

    @Test
    void aStatusThatNobodyHasIsAnsweredAtOnce() {
        for (var status : MessageStatus.values()) {
            if (status == MessageStatus.SENT || status == MessageStatus.READ) continue;
            var page = page(status.name(), "");
            assertThat(page.get("items").size()).as(status.name()).isZero();
            assertThat(page.path("next").isString()).as(status.name()).isFalse();
        }
    }

    @Test
    void manyFillAPage() {
        var page = page("READ", "");

        assertThat(page.get("items").size()).isEqualTo(50);
        assertThat(page.get("next").isString()).isTrue();
    }

    private static JsonNode page(String status, String rest) {
        return SHOP.owner()
                .get("/api/campaigns/" + CAMPAIGN + "/recipients?status=" + status + rest)
                .json();
    }
}
