package org.wabs.server.webhook;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Table `webhook_kept`: what no feature asks for.
final class KeptElements {
    private static final String ADD =
            """
            INSERT INTO webhook_kept (organization_id, id, app_key, waba_id, phone_number_id, field, element, received_at)
            SELECT * FROM unnest(:organizations, :ids, :apps, :wabas, :numbers, :fields, :elements, :times)
            ON CONFLICT DO NOTHING\
            """;

    private record Row(OrganizationId organization, UUID id, Element element, byte[] copy) {
        static Row of(Sorting.Routed routed) {
            var copy = routed.element().copy();
            var id = Element.idOf(routed.element().appKey(), copy);
            return new Row(routed.organization(), id, routed.element(), copy);
        }
    }

    private final PipelineDb db;

    KeptElements(PipelineDb db) {
        this.db = db;
    }

    /// In the caller's transaction.
    void add(List<Sorting.Routed> elements) {
        if (elements.isEmpty()) return;
        var rows = elements.stream().map(Row::of).toList();
        db.sql()
                .sql(ADD)
                .param("organizations", SqlArrays.uuids(rows, r -> r.organization().value()))
                .param("ids", SqlArrays.uuids(rows, Row::id))
                .param("apps", SqlArrays.texts(rows, r -> r.element().appKey()))
                .param("wabas", SqlArrays.texts(rows, r -> r.element().wabaId()))
                .param("numbers", SqlArrays.texts(rows, r -> r.element().phoneNumberId()))
                .param("fields", SqlArrays.texts(rows, r -> r.element().event().source().field()))
                .param(
                        "elements",
                        new SqlArrayValue(
                                "bytea",
                                (Object[]) rows.stream().map(Row::copy).toArray(byte[][]::new)))
                .param("times", SqlArrays.times(rows, r -> r.element().receivedAt()))
                .update();
    }

    int removeOlderThan(Duration age) {
        return db.sql()
                .sql(
                        "DELETE FROM webhook_kept WHERE received_at < clock_timestamp() - make_interval(secs => :age)")
                .param("age", (double) age.toSeconds())
                .update();
    }
}
