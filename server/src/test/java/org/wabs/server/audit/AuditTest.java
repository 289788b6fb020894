package org.wabs.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.support.Api;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.SharedServer.Business;
import tools.jackson.databind.JsonNode;

class AuditTest {
    private static final Business SHOP = SharedServer.business();
    private static final Business OTHER = SharedServer.business();

    @Test
    void entriesComeNewestFirstAndPageByPage() {
        for (int n = 1; n <= 3; n++) record("paging.done", "thing", "t-" + n, Map.of("n", n));

        var first = list("?action=paging.done&limit=2");
        var second = list("?action=paging.done&limit=2&cursor=" + first.get("next").asString());

        assertThat(ids(first)).containsExactly("t-3", "t-2");
        assertThat(ids(second)).containsExactly("t-1");
        assertThat(second.has("next")).isFalse();
        var entry = first.get("items").get(0);
        assertThat(entry.at("/actor/kind").asString()).isEqualTo("SYSTEM");
        assertThat(entry.at("/detail/n").asInt()).isEqualTo(3);
    }

    @Test
    void filtersNarrowByActionGroupSubjectUserAndTime() {
        record("filter.one", "campaign", "c-1", Map.of());
        record("filter.two", "contact", "k-1", Map.of());
        record("filters.three", "campaign", "c-2", Map.of());

        assertThat(ids(list("?action=filter"))).containsExactly("k-1", "c-1");
        assertThat(ids(list("?action=filter.two"))).containsExactly("k-1");
        assertThat(ids(list("?action=filter&subject=campaign"))).containsExactly("c-1");
        assertThat(ids(list("?action=filters&subject=campaign:c-2"))).containsExactly("c-2");
        assertThat(ids(list("?action=filter&subject=campaign:c-2"))).isEmpty();
        assertThat(ids(list("?action=filter&user=" + UUID.randomUUID()))).isEmpty();
        assertThat(ids(list("?action=filter&from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z")))
                .hasSize(2);
        assertThat(ids(list("?action=filter&to=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(ids(list("?action=filter&from=2040-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() {
        record("sealed.off", "thing", "t-1", Map.of());

        assertThat(OTHER.owner().get("/api/audit?action=sealed.off").json().get("items")).isEmpty();
    }

    @Test
    void entriesCanNeitherBeChangedNorDeleted() {
        var db = SharedServer.server().bean(PipelineDb.class);
        for (var sql : List.of("UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"))
            assertThatThrownBy(() -> db.sql().sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
    }

    @Test
    void wrongFiltersAreNamed() {
        Api.Answer answer = SHOP.owner().get("/api/audit?from=yesterday");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"from\"");
    }

    private static void record(String action, String kind, String id, Map<String, ?> detail) {
        var audit = SharedServer.server().bean(Audit.class);
        SharedServer.server()
                .bean(PipelineDb.class)
                .tx()
                .executeWithoutResult(
                        status -> audit.recordSystem(SHOP.id(), action, kind, id, detail));
    }

    private static JsonNode list(String query) {
        return SHOP.owner().get("/api/audit" + query).json();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").valueStream().map(e -> e.at("/subject/id").asString()).toList();
    }
}
