package org.wabs.server.message;

import java.util.List;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Writes the unusual into the timeline, in the caller's transaction.
public final class MessageEvents {
    private static final String ADD =
            """
            INSERT INTO message_event (organization_id, message_id, at, kind, attempt, code, detail)
            SELECT * FROM unnest(:organizations, :ids, :ats, :kinds, CAST(:attempts AS smallint[]), :codes, :details)
            ON CONFLICT DO NOTHING\
            """;

    private final PipelineDb db;

    public MessageEvents(PipelineDb db) {
        this.db = db;
    }

    public void add(List<MessageEvent> events) {
        if (events.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param(
                        "organizations",
                        SqlArrays.uuids(events, event -> event.organization().value()))
                .param("ids", SqlArrays.uuids(events, event -> event.attempt().message()))
                .param("ats", SqlArrays.times(events, MessageEvent::at))
                .param("kinds", SqlArrays.texts(events, event -> event.kind().name()))
                .param("attempts", SqlArrays.integers(events, event -> event.attempt().number()))
                .param("codes", SqlArrays.integers(events, MessageEvent::code))
                .param("details", SqlArrays.texts(events, MessageEvent::detail))
                .update();
    }
}
