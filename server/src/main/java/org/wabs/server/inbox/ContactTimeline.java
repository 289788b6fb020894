package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ContactStory;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Everything that happened with one person of the bound organization, of all numbers and
/// campaigns, newest first.
final class ContactTimeline {
    /// One of message, note, event, consent, merged and added.
    ///
    /// @param at of a message: when it was made or came here
    /// @param conversationId where it stands, if it does
    /// @param phoneNumberId our number, of messages
    record Item(
            UUID id,
            Instant at,
            @Nullable UUID conversationId,
            @Nullable String phoneNumberId,
            ThreadView.@Nullable Message message,
            ThreadView.@Nullable Note note,
            ThreadView.@Nullable Event event,
            ContactStory.@Nullable Consent consent,
            ContactStory.@Nullable Merged merged,
            ContactStory.@Nullable Added added) {}

    private record Found(
            UUID id,
            Instant at,
            ConversationItems.Kind kind,
            @Nullable UUID conversation,
            @Nullable String number) {}

    private record Last(Instant at, UUID id) {}

    private static final Comparator<Item> NEWEST =
            Comparator.comparing(Item::at).thenComparing(Item::id, SqlArrays::compare).reversed();

    /// By their ids, which begin with the time: the index gives them in that order.
    private static final String MESSAGES =
            """
            SELECT m.id, uuid_extract_timestamp(m.id) AS at, 'MESSAGE' AS kind, v.id AS conversation_id, m.phone_number_id
              FROM contact_message m
              LEFT JOIN conversation v ON v.organization_id = m.organization_id AND v.contact_id = m.contact_id AND v.phone_number_id = m.phone_number_id
             WHERE m.contact_id = :contact\
            """;

    private static final String MESSAGES_BEFORE =
            " AND m.id < wabs_uuid_floor(:at + interval '1 millisecond') AND (uuid_extract_timestamp(m.id), m.id) < (:at, :before)";

    /// What the ledger and the merges tell is not told twice.
    private static final String OTHERS =
            """
            SELECT i.id, i.at, i.kind, i.conversation_id, NULL AS phone_number_id
              FROM conversation_item i
             WHERE i.conversation_id = ANY (ARRAY(SELECT id FROM conversation WHERE contact_id = :contact)) AND i.kind <> 'MESSAGE'
               AND NOT EXISTS (SELECT FROM conversation_event e
                                WHERE e.organization_id = i.organization_id AND e.id = i.id AND e.kind IN ('OPTED_OUT', 'OPTED_IN', 'MERGED'))\
            """;

    private static final String OTHERS_BEFORE = " AND (i.at, i.id) < (:at, :before)";

    private final AppDb db;
    private final ContactStory story;
    private final ThreadMessages messages;
    private final ThreadEntries entries;

    ContactTimeline(AppDb db, ContactStory story, ThreadMessages messages, ThreadEntries entries) {
        this.db = db;
        this.story = story;
        this.messages = messages;
        this.entries = entries;
    }

    Page<Item> page(UUID contact, PageRequest page) {
        var cursor = Cursor.decode(page.cursor(), 2);
        var last = cursor == null ? null : new Last(cursor.instant(0), cursor.uuid(1));
        return Objects.requireNonNull(db.tx().execute(status -> page(contact, last, page.size())));
    }

    private Page<Item> page(UUID contact, @Nullable Last last, int size) {
        var items = new ArrayList<Item>();
        var at = last == null ? null : last.at();
        for (var told : story.list(contact, at, last == null ? null : last.id(), size + 1))
            items.add(
                    new Item(
                            told.id(),
                            told.at(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            told.consent(),
                            told.merged(),
                            told.added()));
        var found = find(MESSAGES, MESSAGES_BEFORE, "m.id DESC", contact, last, size);
        found.addAll(find(OTHERS, OTHERS_BEFORE, "i.at DESC, i.id DESC", contact, last, size));
        items.addAll(shown(found));
        items.sort(NEWEST);
        return Page.of(items, size, one -> Cursor.encode(one.at(), one.id()));
    }

    private List<Found> find(
            String what, String before, String order, UUID contact, @Nullable Last last, int size) {
        var query =
                db.sql()
                        .sql(
                                what
                                        + (last == null ? "" : before)
                                        + " ORDER BY "
                                        + order
                                        + " LIMIT :most")
                        .param("contact", contact)
                        .param("most", size + 1);
        if (last != null)
            query =
                    query.param("at", last.at().atOffset(ZoneOffset.UTC))
                            .param("before", last.id());
        return new ArrayList<>(query.query(ContactTimeline::found).list());
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(ThreadPages.instant(row, "at")),
                ConversationItems.Kind.valueOf(row.getString("kind")),
                row.getObject("conversation_id", UUID.class),
                row.getString("phone_number_id"));
    }

    private List<Item> shown(List<Found> found) {
        var said = messages.find(ids(found, ConversationItems.Kind.MESSAGE));
        var notes = entries.notes(ids(found, ConversationItems.Kind.NOTE));
        var events = entries.events(ids(found, ConversationItems.Kind.EVENT));
        return found.stream()
                .map(one ->
                        new Item(
                                one.id(),
                                one.at(),
                                one.conversation(),
                                one.number(),
                                said.get(one.id()),
                                notes.get(one.id()),
                                events.get(one.id()),
                                null,
                                null,
                                null))
                .toList();
    }

    private static List<UUID> ids(List<Found> found, ConversationItems.Kind kind) {
        return found.stream().filter(one -> one.kind() == kind).map(Found::id).toList();
    }
}
