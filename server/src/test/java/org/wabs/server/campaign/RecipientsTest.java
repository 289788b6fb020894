package org.wabs.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

/// Among 12,000 people of a campaign who have read it, but for the last one; the first one replied,
/// and one more could not be reached.
class RecipientsTest {
    private static final Business SHOP = SharedServer.business();
    private static final UUID CAMPAIGN = Ids.next();
    private static final String PATH = "/api/campaigns/" + CAMPAIGN + "/recipients?";
    private static final int PEOPLE = 12_000;
    private static final Set<MessageStatus> SOMEBODYS =
            Set.of(MessageStatus.SENT, MessageStatus.READ, MessageStatus.FAILED);

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
                                                 wanted, attempt, accepted_at, sent_at, read_at, replied_at, failed_at, failed_attempt, error_code)
                            SELECT :organization, wabs_uuid_of(now() + n * interval '1 ms', md5(n::text)::uuid), :campaign, '1', gen_random_uuid(),
                                   '+1202' || (5000000 + n), true, 'UTILITY', 1, 1, now(), CASE WHEN n <= :people THEN now() END,
                                   CASE WHEN n < :people THEN now() END, CASE WHEN n = 1 THEN now() END,
                                   f.at, CASE WHEN f.at IS NOT NULL THEN 1 END, CASE WHEN f.at IS NOT NULL THEN 131026 END
                              FROM generate_series(1, :people + 1) n
                             CROSS JOIN LATERAL (SELECT CASE WHEN n > :people THEN now() END AS at) f
                        )
                        INSERT INTO campaign_count (organization_id, campaign_id, slot, planned, accepted, sent, delivered, read, just_sent, replied, failed)
                        VALUES (:organization, :campaign, 0, :people + 1, :people + 1, :people, :people - 1, :people - 1, 1, 1, 1)\
                        """)
                .param("organization", SHOP.organization())
                .param("campaign", CAMPAIGN)
                .param("people", PEOPLE)
                .update();
    }

    @Test
    void fewAmongManyAreLookedForPieceByPiece() {
        var first = page("status=SENT", "");
        assertThat(first.get("items").size()).isZero();

        var second = page("status=SENT", "&cursor=" + first.get("next").asString());
        assertThat(second.get("items").size()).isOne();
        assertThat(second.get("items").get(0).get("status").asString()).isEqualTo("SENT");
        assertThat(second.path("next").isString()).isFalse();
    }

    @Test
    void aStatusThatNobodyHasIsAnsweredAtOnce() {
        for (var status : MessageStatus.values()) {
            if (SOMEBODYS.contains(status)) continue;
            var page = page("status=" + status, "");
            assertThat(page.get("items").size()).as(status.name()).isZero();
            assertThat(page.path("next").isString()).as(status.name()).isFalse();
        }
    }

    @Test
    void manyFillAPage() {
        var page = page("status=READ", "");

        assertThat(page.get("items").size()).isEqualTo(50);
        assertThat(page.get("next").isString()).isTrue();
    }

    @Test
    void whoHasReadItIsAmongThoseWhomItReached() {
        assertThat(statuses("reached=DELIVERED")).hasSize(50).containsOnly("READ");
        assertThat(statuses("reached=ACCEPTED&status=FAILED")).containsExactly("FAILED");
        assertThat(statuses("reached=READ&status=FAILED")).isEmpty();
    }

    @Test
    void thoseWhoRepliedAreFoundByThemselves() {
        var replied = page("reached=REPLIED", "").get("items");
        assertThat(replied.size()).isOne();
        assertThat(replied.get(0).has("repliedAt")).isTrue();
    }

    @Test
    void whoeverFailedIsFoundByTheCode() {
        assertThat(statuses("code=131026")).containsExactly("FAILED");
        assertThat(statuses("code=131047")).isEmpty();
        assertThat(statuses("code=131026&status=SENT")).isEmpty();
    }

    @Test
    void aFilterThatIsNoneIsNamed() {
        var answer = SHOP.owner().get(PATH + "reached=MARS");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("reached");
    }

    private static List<String> statuses(String filter) {
        return page(filter, "")
                .get("items")
                .valueStream()
                .map(one -> one.get("status").asString())
                .toList();
    }

    private static JsonNode page(String filter, String rest) {
        return SHOP.owner().get(PATH + filter + rest).json();
    }
}
