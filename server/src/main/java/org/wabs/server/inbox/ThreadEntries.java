package org.wabs.server.inbox;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// The notes and events of a page. In the caller's transaction.
final class ThreadEntries {
    private static final String NOTES =
            """
            SELECT n.id, n.author_id, m.name, n.body, n.edited_at, n.version
              FROM conversation_note n LEFT JOIN member m ON m.organization_id = n.organization_id AND m.user_id = n.author_id
             WHERE n.id = ANY (:ids)\
            """;

    private static final String EVENTS =
            """
            SELECT e.id, e.kind, e.actor_id, a.name AS actor, e.user_id, u.name AS assignee, e.until
              FROM conversation_event e
              LEFT JOIN member a ON a.organization_id = e.organization_id AND a.user_id = e.actor_id
              LEFT JOIN member u ON u.organization_id = e.organization_id AND u.user_id = e.user_id
             WHERE e.id = ANY (:ids)\
            """;

    private final AppDb db;

    ThreadEntries(AppDb db) {
        this.db = db;
    }

    Map<UUID, ThreadView.Note> notes(List<UUID> ids) {
        if (ids.isEmpty()) return Collections.emptyMap();
        var notes = new HashMap<UUID, ThreadView.Note>();
        db.sql()
                .sql(NOTES)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .query(row -> {
                    notes.put(
                            row.getObject("id", UUID.class),
                            new ThreadView.Note(
                                    row.getObject("author_id", UUID.class),
                                    row.getString("name"),
                                    row.getString("body"),
                                    ThreadPages.instant(row, "edited_at"),
                                    row.getInt("version")));
                });
        return notes;
    }

    Map<UUID, ThreadView.Event> events(List<UUID> ids) {
        if (ids.isEmpty()) return Collections.emptyMap();
        var events = new HashMap<UUID, ThreadView.Event>();
        db.sql()
                .sql(EVENTS)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .query(row -> {
                    events.put(
                            row.getObject("id", UUID.class),
                            new ThreadView.Event(
                                    ConversationEvents.Kind.valueOf(row.getString("kind")),
                                    row.getObject("actor_id", UUID.class),
                                    row.getString("actor"),
                                    row.getObject("user_id", UUID.class),
                                    row.getString("assignee"),
                                    ThreadPages.instant(row, "until")));
                });
        return events;
    }
}
