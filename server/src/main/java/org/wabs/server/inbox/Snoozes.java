package org.wabs.server.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Wakes conversations whose time has come.
final class Snoozes {
    private static final int MOST = 500;

    private record Due(OrganizationId organization, UUID id) {}

    private static final String DUE =
            """
            SELECT c.organization_id, c.id FROM conversation c
             WHERE c.status = 'SNOOZED' AND c.snoozed_until <= clock_timestamp()
             ORDER BY c.organization_id, c.id LIMIT :most
               FOR NO KEY UPDATE SKIP LOCKED\
            """;

    private static final String WAKE =
            """
            UPDATE conversation c SET status = 'OPEN', snoozed_until = NULL, version = c.version + 1
              FROM unnest(:organizations, :ids) AS u(organization_id, id)
             WHERE c.organization_id = u.organization_id AND c.id = u.id\
            """;

    private final PipelineDb db;
    private final ConversationEvents events;

    Snoozes(PipelineDb db) {
        this.db = db;
        this.events = new ConversationEvents(db);
    }

    void wake() {
        int woken;
        do {
            woken = Objects.requireNonNull(db.tx().execute(status -> wakeSome()));
        } while (woken == MOST);
    }

    private int wakeSome() {
        var due =
                db.sql()
                        .sql(DUE)
                        .param("most", MOST)
                        .query((row, n) ->
                                new Due(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getObject(2, UUID.class)))
                        .list();
        if (due.isEmpty()) return 0;
        db.sql()
                .sql(WAKE)
                .param("organizations", SqlArrays.uuids(due, one -> one.organization().value()))
                .param("ids", SqlArrays.uuids(due, Due::id))
                .update();
        tell(due);
        return due.size();
    }

    private void tell(List<Due> due) {
        var told = new ArrayList<ConversationEvents.Event>();
        for (var one : due) {
            var id = Ids.next();
            told.add(
                    new ConversationEvents.Event(
                            one.organization(),
                            one.id(),
                            id,
                            java.time.Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16),
                            ConversationEvents.Kind.WOKEN,
                            null));
            db.changes().note(one.organization(), Subject.CONVERSATION, one.id());
        }
        events.add(told);
    }
}
