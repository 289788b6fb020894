package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Shown;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;

/// The conversations of the bound organization, by their last message, newest first.
final class ConversationList {
    /// A tab that has more says so many.
    private static final int MOST_COUNTED = 10_000;

    private static final String COLUMNS =
            """
            SELECT c.*, p.name AS contact_name, p.recipient, m.name AS assignee_name,
                   CASE WHEN c.last_outbound THEN (
                       SELECT l.status FROM conversation_message l
                        WHERE l.organization_id = c.organization_id AND l.id = c.last_id) END AS last_status,
                   ARRAY(SELECT t.tag FROM conversation_tag t
                          WHERE t.organization_id = c.organization_id AND t.conversation_id = c.id ORDER BY t.tag) AS tags
              FROM (%s) c
              LEFT JOIN contact_audience p ON p.organization_id = c.organization_id AND p.contact_id = c.contact_id
              LEFT JOIN member m ON m.organization_id = c.organization_id AND m.user_id = c.assignee_id
             ORDER BY c.last_at DESC, c.id DESC\
            """;

    private static final String NEWEST =
            "SELECT c.* FROM %s WHERE %s ORDER BY c.last_at DESC, c.id DESC LIMIT %d";

    /// So many times as many as a page holds are looked through before a search.
    private static final int NEAR = 2;

    private static final String COUNT =
            "(SELECT count(*) FROM (SELECT FROM conversation c WHERE %s LIMIT "
                    + MOST_COUNTED
                    + ") n)";

    private static final String COUNTS =
            "SELECT "
                    + COUNT.formatted("c.status = 'OPEN'")
                    + " AS open, "
                    + COUNT.formatted("c.status = 'OPEN' AND c.assignee_id = :me")
                    + " AS mine, "
                    + COUNT.formatted("c.status = 'OPEN' AND c.assignee_id IS NULL")
                    + " AS unassigned, "
                    + COUNT.formatted("c.unread > 0")
                    + " AS unread, "
                    + COUNT.formatted("c.unreplied_since IS NOT NULL")
                    + " AS unreplied, "
                    + COUNT.formatted(ConversationFilter.CLOSING)
                    + " AS closing, "
                    + COUNT.formatted("c.failed_at IS NOT NULL")
                    + " AS failed, "
                    + COUNT.formatted("c.status = 'SNOOZED'")
                    + " AS snoozed";

    private static final String RECIPIENT =
            """
            SELECT c.phone_number_id, p.recipient FROM conversation c
              JOIN contact_audience p ON p.organization_id = c.organization_id AND p.contact_id = c.contact_id
             WHERE c.id = :id\
            """;

    private final AppDb db;
    private final Clock clock;

    ConversationList(AppDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// What is searched is often said in the newest conversations already: where they fill the
    /// page, nothing else is looked at.
    Page<ConversationView> list(ConversationFilter filter, PageRequest request) {
        var cursor = Cursor.decode(request.cursor(), 2);
        var where = filter.where(CurrentUser.get().id());
        var values = new HashMap<>(where.values());
        if (cursor != null) {
            values.put("lastAt", cursor.instant(0).atOffset(ZoneOffset.UTC));
            values.put("lastId", cursor.uuid(1));
        }
        int most = request.size() + 1;
        var after = cursor == null ? "" : " AND (c.last_at, c.id) < (:lastAt, :lastId)";
        var search = where.search();
        var rows = List.<ConversationView>of();
        if (search != null) {
            var newest = NEWEST.formatted("conversation c", where.sql() + after, NEAR * most);
            rows = read(NEWEST.formatted("(" + newest + ") c", search.said(), most), values);
        }
        if (rows.size() < most) {
            var conditions = where.sql() + (search == null ? "" : " AND " + search.found()) + after;
            rows = read(NEWEST.formatted("conversation c", conditions, most), values);
        }
        return Page.of(rows, request.size(), last -> Cursor.encode(last.lastAt(), last.id()));
    }

    private List<ConversationView> read(String sql, Map<String, Object> values) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(COLUMNS.formatted(sql))
                                        .params(values)
                                        .query(this::view)
                                        .list()));
    }

    ConversationView get(UUID id) {
        return find(id).orElseThrow(() ->
                new ProblemException(
                        ProblemType.NOT_FOUND, "There is no conversation " + id + "."));
    }

    /// @param to number or business-scoped user id, whole
    record Recipient(String phoneNumberId, String to) {}

    /// Whom a reply goes to.
    Recipient recipient(UUID id) {
        return Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(RECIPIENT)
                                                .param("id", id)
                                                .query((row, n) ->
                                                        new Recipient(
                                                                row.getString("phone_number_id"),
                                                                row.getString("recipient")))
                                                .optional()))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemType.NOT_FOUND, "There is no conversation " + id + "."));
    }

    private Optional<ConversationView> find(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                COLUMNS.formatted(
                                                        "SELECT c.* FROM conversation c WHERE c.id = :id"))
                                        .param("id", id)
                                        .query(this::view)
                                        .optional()));
    }

    ConversationView.Counts counts() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(COUNTS)
                                        .param("me", CurrentUser.get().id())
                                        .query((row, n) ->
                                                new ConversationView.Counts(
                                                        row.getLong("open"),
                                                        row.getLong("mine"),
                                                        row.getLong("unassigned"),
                                                        row.getLong("unread"),
                                                        row.getLong("unreplied"),
                                                        row.getLong("closing"),
                                                        row.getLong("failed"),
                                                        row.getLong("snoozed")))
                                        .single()));
    }

    private ConversationView view(ResultSet row, int number) throws SQLException {
        var assignee = row.getObject("assignee_id", UUID.class);
        var last = row.getObject("last_id", UUID.class);
        var lastStatus = row.getString("last_status");
        var windowEndsAt = ThreadPages.instant(row, "window_ends_at");
        return new ConversationView(
                row.getObject("id", UUID.class),
                new ConversationView.Contact(
                        row.getObject("contact_id", UUID.class),
                        row.getString("contact_name"),
                        Shown.toCaller(row.getString("recipient"))),
                row.getString("phone_number_id"),
                Status.valueOf(row.getString("status")),
                assignee == null
                        ? null
                        : new ConversationView.Assignee(assignee, row.getString("assignee_name")),
                ThreadPages.instant(row, "snoozed_until"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                last == null
                        ? null
                        : new ConversationView.Last(
                                last,
                                row.getString("last_type"),
                                row.getBoolean("last_outbound"),
                                row.getString("last_words"),
                                lastStatus == null ? null : MessageStatus.valueOf(lastStatus)),
                row.getInt("unread"),
                row.getInt("arrived"),
                ThreadPages.instant(row, "unreplied_since"),
                windowEndsAt,
                windowEndsAt != null && windowEndsAt.isAfter(clock.instant()),
                row.getTimestamp("failed_at") != null,
                List.of((String[]) row.getArray("tags").getArray()),
                row.getInt("version"));
    }
}
