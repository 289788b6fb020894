package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Pages through conversations of the bound organization, both ways.
final class ThreadPages {
    private record Item(UUID id, Instant at, ConversationItems.Kind kind) {
        String cursor() {
            return Cursor.encode(at, id);
        }
    }

    private static final String ITEMS =
            "SELECT i.id, i.at, i.kind FROM conversation_item i WHERE i.conversation_id = :conversation ";
    private static final String OLDER =
            "AND (i.at, i.id) < (:at, :id) ORDER BY i.at DESC, i.id DESC LIMIT :limit";
    private static final String NEWER =
            "AND (i.at, i.id) > (:at, :id) ORDER BY i.at, i.id LIMIT :limit";
    private static final String NEWEST = "ORDER BY i.at DESC, i.id DESC LIMIT :limit";

    private static final String SOME = "AND i.id = ANY (:ids) ORDER BY i.at, i.id";

    private static final int MOST_IDS = 100;

    private final AppDb db;
    private final ThreadMessages messages;
    private final ThreadEntries entries;

    ThreadPages(AppDb db, ThreadMessages messages, ThreadEntries entries) {
        this.db = db;
        this.messages = messages;
        this.entries = entries;
    }

    /// @param before cursor: the items older than that one
    /// @param after cursor: the items newer than that one; neither: the newest
    ThreadView page(
            UUID conversation,
            @Nullable String before,
            @Nullable String after,
            PageRequest request) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var items = items(conversation, before, after, request.size());
                            boolean more = items.size() > request.size();
                            if (more) items = items.subList(0, request.size());
                            if (after == null) items = items.reversed();
                            // after a cursor there is at least the item that it names
                            return view(items, after != null || more, after);
                        }));
    }

    /// Some items again, oldest first; those that are no longer there are left out.
    ThreadView some(UUID conversation, List<UUID> ids) {
        if (ids.size() > MOST_IDS) {
            throw new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "At most " + MOST_IDS + " items can be asked for by id.")
                    .field("id", "at most " + MOST_IDS);
        }
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var items =
                                    db.sql()
                                            .sql(ITEMS + SOME)
                                            .param("conversation", conversation)
                                            .param("ids", SqlArrays.uuids(ids, id -> id))
                                            .query(ThreadPages::item)
                                            .list();
                            return view(items, false, null);
                        }));
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(instant(row, "at")),
                ConversationItems.Kind.valueOf(row.getString("kind")));
    }

    private List<Item> items(
            UUID conversation, @Nullable String before, @Nullable String after, int size) {
        var cursor = Cursor.decode(after == null ? before : after, 2);
        var where = cursor == null ? NEWEST : after == null ? OLDER : NEWER;
        var statement =
                db.sql()
                        .sql(ITEMS + where)
                        .param("conversation", conversation)
                        .param("limit", size + 1);
        if (cursor != null) {
            statement =
                    statement
                            .param("at", cursor.instant(0).atOffset(ZoneOffset.UTC))
                            .param("id", cursor.uuid(1));
        }
        return statement.query(ThreadPages::item).list();
    }

    private ThreadView view(List<Item> items, boolean hasOlder, @Nullable String after) {
        var said = messages.find(ids(items, ConversationItems.Kind.MESSAGE));
        var notes = entries.notes(ids(items, ConversationItems.Kind.NOTE));
        var events = entries.events(ids(items, ConversationItems.Kind.EVENT));
        var shown =
                items.stream()
                        .map(item ->
                                new ThreadView.Item(
                                        item.id(),
                                        item.at(),
                                        said.get(item.id()),
                                        notes.get(item.id()),
                                        events.get(item.id())))
                        .toList();
        return new ThreadView(
                shown,
                hasOlder && !items.isEmpty() ? items.getFirst().cursor() : null,
                items.isEmpty() ? after : items.getLast().cursor());
    }

    private static List<UUID> ids(List<Item> items, ConversationItems.Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).map(Item::id).toList();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
