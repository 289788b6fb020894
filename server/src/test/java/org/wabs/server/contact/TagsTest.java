package org.wabs.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.support.SharedServer;

/// Tags of contacts as things of their own.
class TagsTest extends ContactEditsFixture {
    @Test
    void tagsAreListedRenamedAndDeleted() {
        var id = make(Map.of("phone", "+12025550111", "tags", List.of("vip", "old")));
        var made = api.post("/api/tags", Map.of("name", "empty"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.post("/api/tags", Map.of("name", "empty")).status()).isEqualTo(409);
        assertThat(tags()).containsExactly("empty 0", "old 1", "vip 1");

        var vip = tag("vip");
        assertThat(
                        send(
                                        "PATCH",
                                        "/api/tags/" + vip,
                                        Map.of("version", 1, "name", "very important"))
                                .status())
                .isEqualTo(202);
        assertThat(send("PATCH", "/api/tags/" + vip, Map.of("version", 1, "name", "x")).status())
                .isEqualTo(409);
        assertThat(send("PATCH", "/api/tags/" + vip, Map.of("version", 2, "name", "old")).status())
                .isEqualTo(409);
        assertThat(api.delete("/api/tags/" + tag("old")).status()).isEqualTo(202);

        await().untilAsserted(() ->
                assertThat(contact(id).get("tags").toString()).isEqualTo("[\"very important\"]"));
        assertThat(tags()).containsExactly("empty 0", "very important 1");
    }

    /// A job that has not begun: its scheduling is not ours.
    @Test
    void aTagThatAJobStillMovesIsLeftToIt() {
        make(Map.of("phone", "+12025550111", "tags", List.of("vip")));
        var vip = tag("vip");
        database("INSERT INTO job (organization_id, id, kind) VALUES (?, ?, 'contact-bulk')", vip);
        database(
                """
                INSERT INTO contact_bulk (organization_id, id, action, people, user_id, created_at)
                VALUES (?, ?, '{"kind": "RENAME_TAG", "tag": "gold", "value": "vip"}', '{"tag": "gold"}', gen_random_uuid(), now() + interval '1 h')\
                """,
                vip);
        try {
            assertThat(
                            send("PATCH", "/api/tags/" + vip, Map.of("version", 1, "name", "x"))
                                    .json()
                                    .get("jobId")
                                    .asString())
                    .isEqualTo(vip);
            assertThat(api.delete("/api/tags/" + vip).status()).isEqualTo(409);
            assertThat(api.post("/api/tags", Map.of("name", "gold")).status()).isEqualTo(409);
            assertThat(tags()).containsExactly("vip 1");
        } finally {
            database("DELETE FROM contact_bulk WHERE organization_id = ? AND id = ?", vip);
            database("DELETE FROM job WHERE organization_id = ? AND id = ?", vip);
        }
    }

    private static void database(String statement, String id) {
        SharedServer.server()
                .sql()
                .sql(statement)
                .params(SHOP.organization(), UUID.fromString(id))
                .update();
    }
}
