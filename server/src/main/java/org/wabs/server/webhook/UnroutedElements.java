package org.wabs.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Table `webhook_unrouted`: what waits for its connection.
final class UnroutedElements {
    private static final int MOST = 50;

    private static final String ADD =
            """
            INSERT INTO webhook_unrouted (app_key, id, waba_id, phone_number_id, element, received_at)
            SELECT * FROM unnest(:apps, :ids, :wabas, :numbers, :elements, :times)
            ON CONFLICT DO NOTHING\
            """;

    private record Row(UUID id, Element element, byte[] copy) {
        static Row of(Element element) {
            var copy = element.copy();
            return new Row(Element.idOf(element.appKey(), copy), element, copy);
        }
    }

    record Address(String appKey, String wabaId, @Nullable String phoneNumberId) {}

    record Waiting(UUID id, byte[] element, Instant receivedAt) {}

    private final PipelineDb db;

    UnroutedElements(PipelineDb db) {
        this.db = db;
    }

    /// In the caller's transaction.
    void add(List<Element> elements) {
        if (elements.isEmpty()) return;
        var rows = elements.stream().map(Row::of).toList();
        db.sql()
                .sql(ADD)
                .param("apps", SqlArrays.texts(rows, r -> r.element().appKey()))
                .param("ids", SqlArrays.uuids(rows, Row::id))
                .param("wabas", SqlArrays.texts(rows, r -> r.element().wabaId()))
                .param("numbers", SqlArrays.texts(rows, r -> r.element().phoneNumberId()))
                .param(
                        "elements",
                        new SqlArrayValue(
                                "bytea",
                                (Object[]) rows.stream().map(Row::copy).toArray(byte[][]::new)))
                .param("times", SqlArrays.times(rows, r -> r.element().receivedAt()))
                .update();
    }

    /// Where elements wait that came within `age`.
    List<Address> addresses(Duration age) {
        return db.sql()
                .sql(
                        """
                        SELECT DISTINCT app_key, waba_id, phone_number_id
                          FROM webhook_unrouted
                         WHERE received_at > clock_timestamp() - make_interval(secs => :age)\
                        """)
                .param("age", (double) age.toSeconds())
                .query((row, number) ->
                        new Address(
                                row.getString("app_key"),
                                row.getString("waba_id"),
                                row.getString("phone_number_id")))
                .list();
    }

    List<Waiting> waitingAt(Address address) {
        return db.sql()
                .sql(
                        """
                        SELECT id, element, received_at
                          FROM webhook_unrouted
                         WHERE app_key = :app AND waba_id = :waba
                           AND phone_number_id IS NOT DISTINCT FROM CAST(:number AS text)
                         ORDER BY received_at, id
                         LIMIT :most\
                        """)
                .param("app", address.appKey())
                .param("waba", address.wabaId())
                .param("number", address.phoneNumberId())
                .param("most", MOST)
                .query((row, number) ->
                        new Waiting(
                                row.getObject("id", UUID.class),
                                row.getBytes("element"),
                                DeadLetters.instant(row, "received_at")))
                .list();
    }

    /// In the caller's transaction.
    void remove(String appKey, Collection<UUID> ids) {
        db.sql()
                .sql("DELETE FROM webhook_unrouted WHERE app_key = :app AND id = ANY (:ids)")
                .param("app", appKey)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .update();
    }

    int removeOlderThan(Duration age) {
        return db.sql()
                .sql(
                        "DELETE FROM webhook_unrouted WHERE received_at < clock_timestamp() - make_interval(secs => :age)")
                .param("age", (double) age.toSeconds())
                .update();
    }
}
