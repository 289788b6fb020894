package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Writes what happens to conversations beside messages, by webhooks and clocks. In the caller's
/// transaction; a repeat changes nothing.
final class ConversationEvents {
    enum Kind {
        ASSIGNED,
        UNASSIGNED,
        RESOLVED,
        REOPENED,
        SNOOZED,
        WOKEN,
        OPTED_OUT,
        OPTED_IN,
        MERGED,
        NUMBER_CHANGED,
        USER_ID_CHANGED
    }

    /// @param user to whom it was assigned
    record Event(
            OrganizationId organization,
            UUID conversation,
            UUID id,
            Instant at,
            Kind kind,
            @Nullable UUID user) {}

    private static final String ADD =
            """
            INSERT INTO conversation_event (organization_id, id, conversation_id, kind, user_id)
            SELECT * FROM unnest(:organizations, :ids, :conversations, :kinds, :users)
            ON CONFLICT DO NOTHING\
            """;

    private final PipelineDb db;
    private final ConversationItems items;

    ConversationEvents(PipelineDb db) {
        this.db = db;
        this.items = new ConversationItems(db);
    }

    void add(List<Event> events) {
        if (events.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param("organizations", SqlArrays.uuids(events, e -> e.organization().value()))
                .param("ids", SqlArrays.uuids(events, Event::id))
                .param("conversations", SqlArrays.uuids(events, Event::conversation))
                .param("kinds", SqlArrays.texts(events, e -> e.kind().name()))
                .param("users", SqlArrays.uuids(events, Event::user))
                .update();
        items.add(
                events.stream()
                        .map(event ->
                                new ConversationItems.Item(
                                        event.organization(),
                                        event.conversation(),
                                        event.at(),
                                        event.id(),
                                        ConversationItems.Kind.EVENT,
                                        null,
                                        null))
                        .toList());
    }

    /// The id of what a message brought about: the same for its repetition, sorted behind it.
    static UUID idAfter(UUID message, Kind kind) {
        return new UUID(
                message.getMostSignificantBits(),
                message.getLeastSignificantBits() + 2 + kind.ordinal());
    }
}
