package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;

/// Trap J2: what the pipelines do to one organization's people leaves another's alone, though both
/// have the same ids, numbers and messages.
class ContactsWithEqualIdsTest {
    private static final Business OURS = SharedServer.business();
    private static final Business THEIRS = SharedServer.business();

    private final UUID ana = Ids.next();
    private final UUID hidden = Ids.next();
    private final UUID queued = Ids.next();
    private final UUID campaign = Ids.next();
    private List<String> before = List.of();

    @BeforeEach
    void twins() {
        for (var organization : List.of(OURS.organization(), THEIRS.organization())) {
            for (var table :
                    List.of("contact", "contact_tag", "message", "message_content", "suppression"))
                sql("DELETE FROM " + table + " WHERE organization_id = ?", organization);
            person(organization, ana, "+12025550151", null);
            person(organization, hidden, "US.51", "US.51");
            message(organization, Ids.next(), ana);
            message(organization, queued, hidden);
        }
        before = theirs();
    }

    private static void sql(String statement, Object... values) {
        SharedServer.server().sql().sql(statement).params(values).update();
    }

    private static void person(UUID organization, UUID id, String key, String bsuid) {
        sql(
                """
                INSERT INTO contact (organization_id, id, recipient_key, phone, bsuid, name, name_search, attributes)
                VALUES (?, ?, ?, nullif(?, coalesce(?, '')), ?, 'Ana', 'ana', '{"city": "Rome"}')\
                """,
                organization,
                id,
                key,
                key,
                bsuid,
                bsuid);
        sql(
                "INSERT INTO contact_tag (organization_id, tag, contact_id) VALUES (?, 'vip', ?)",
                organization,
                id);
    }

    private void message(UUID organization, UUID id, UUID contact) {
        sql(
                """
                INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted)
                VALUES (?, ?, ?, '1', ?, 'key', true, 'UTILITY', 1)\
                """,
                organization,
                id,
                campaign,
                contact);
        sql(
                "INSERT INTO message_content (organization_id, message_id, recipient, content) VALUES (?, ?, 'key', '{}')",
                organization,
                id);
    }

    /// Everything that the other organization has of its people.
    private static List<String> theirs() {
        return SharedServer.server()
                .sql()
                .sql(
                        """
                        SELECT to_jsonb(c)::text FROM contact c WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(t)::text FROM contact_tag t WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(m)::text FROM message m WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(w)::text FROM message_content w WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(s)::text FROM suppression s WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(g)::text FROM contact_merge g WHERE organization_id = :id
                        UNION ALL SELECT to_jsonb(n)::text FROM campaign_count n WHERE organization_id = :id
                        ORDER BY 1\
                        """)
                .param("id", THEIRS.organization())
                .query(String.class)
                .list();
    }

    @Test
    void mergingOnesLeavesTheOthers() {
        var merged = OURS.owner().post("/api/contacts/" + ana + "/merge", Map.of("other", hidden));

        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        assertThat(skipped()).isEqualTo("DUPLICATE");
        assertThat(theirs()).isEqualTo(before);
    }

    @Test
    void deletingOnesLeavesTheOthers() {
        assertThat(OURS.owner().delete("/api/contacts/" + hidden).status()).isEqualTo(204);

        assertThat(skipped()).isEqualTo("ERASED");
        assertThat(theirs()).isEqualTo(before);
    }

    @Test
    void bulkActionsOnOnesLeaveTheOthers() {
        for (var action :
                List.of(
                        Map.of("action", "ADD_TAG", "tag", "new", "filter", Map.of()),
                        Map.of("action", "REMOVE_TAG", "tag", "vip", "filter", Map.of("q", "ana")),
                        Map.of("action", "SET_ATTRIBUTE", "attribute", "city", "filter", Map.of()),
                        Map.of("action", "OPT_OUT", "ids", List.of(ana, hidden)),
                        Map.of("action", "DELETE", "ids", List.of(ana, hidden)))) {
            var job =
                    OURS.owner().post("/api/contacts/bulk", action).json().get("jobId").asString();
            await().untilAsserted(() -> {
                var state = OURS.owner().get("/api/jobs/" + job).json();
                assertThat(state.get("state").asString()).isEqualTo("DONE");
                assertThat(state.get("result").get("changed").asInt())
                        .as(action.toString())
                        .isEqualTo(2);
            });
            assertThat(theirs()).as(action.toString()).isEqualTo(before);
        }
    }

    private String skipped() {
        return SharedServer.server()
                .sql()
                .sql("SELECT skipped FROM message WHERE organization_id = ? AND id = ?")
                .params(OURS.organization(), queued)
                .query(String.class)
                .single();
    }
}
