package org.wabs.server.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wabs.server.platform.change.Change;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// The numbered log of changes, the same for all nodes.
final class EventLog {
    static final String CHANNEL = "wabs_live";

    /// Numbers are taken under it and it is given back after the commit: nobody can commit a
    /// smaller number later (engine.md, C1).
    private static final String IN_ORDER =
            "SELECT pg_advisory_xact_lock(hashtext('wabs live events'))::text";

    private static final String APPEND =
            """
            INSERT INTO live_event (organization_id, subject, ids)
            SELECT u.organization_id, u.subject, CAST(u.ids AS uuid[])
              FROM unnest(:organizations, :subjects, :ids) WITH ORDINALITY AS u(organization_id, subject, ids, n)
             ORDER BY u.n\
            """;

    private final PipelineDb db;

    EventLog(PipelineDb db) {
        this.db = db;
    }

    void append(List<Change> changes) {
        db.tx()
                .executeWithoutResult(status -> {
                    inOrder();
                    db.sql()
                            .sql(APPEND)
                            .param(
                                    "organizations",
                                    SqlArrays.uuids(
                                            changes, change -> change.organization().value()))
                            .param(
                                    "subjects",
                                    SqlArrays.texts(changes, change -> change.subject().name()))
                            .param("ids", SqlArrays.texts(changes, EventLog::array))
                            .update();
                    tell();
                });
    }

    /// Has every client of every node read everything again.
    void appendResync() {
        db.tx()
                .executeWithoutResult(status -> {
                    inOrder();
                    db.sql().sql("INSERT INTO live_event (ids) VALUES ('{}')").update();
                    tell();
                });
    }

    private void inOrder() {
        db.sql().sql(IN_ORDER).query(String.class).single();
    }

    /// Once a batch and without content: the other nodes read the log.
    private void tell() {
        db.sql().sql("SELECT pg_notify('" + CHANNEL + "', '')::text").query(String.class).single();
    }

    private static String array(Change change) {
        return change.ids().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /// @return in order, at most `most`
    List<Event> after(long id, int most) {
        return db.sql()
                .sql(
                        """
                        SELECT id, organization_id, subject, ids FROM live_event
                         WHERE id > :id ORDER BY id LIMIT :most\
                        """)
                .param("id", id)
                .param("most", most)
                .query((row, n) -> event(row))
                .list();
    }

    /// The newest, oldest first.
    List<Event> newest(int most) {
        return db.sql()
                .sql(
                        """
                        SELECT id, organization_id, subject, ids FROM live_event ORDER BY id DESC LIMIT :most\
                        """)
                .param("most", most)
                .query((row, n) -> event(row))
                .list()
                .reversed();
    }

    /// The newest one always stays: it tells where the numbers are.
    void deleteOld() {
        db.sql()
                .sql(
                        """
                        DELETE FROM live_event
                         WHERE at < clock_timestamp() - make_interval(secs => :age)
                           AND id < (SELECT max(id) FROM live_event)\
                        """)
                .param("age", LiveConfig.KEPT.toSeconds())
                .update();
    }

    private static Event event(ResultSet row) throws SQLException {
        var organization =
                Optional.ofNullable(row.getObject("organization_id", UUID.class))
                        .map(OrganizationId::new);
        long id = row.getLong("id");
        if (organization.isEmpty()) return new Event(id, null);
        var ids = (UUID[]) row.getArray("ids").getArray();
        return Event.of(
                id,
                organization.get(),
                Subject.valueOf(row.getString("subject")),
                Set.copyOf(Arrays.asList(ids)));
    }
}
