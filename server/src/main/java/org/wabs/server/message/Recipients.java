package org.wabs.server.message;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wabs.server.identity.Shown;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;

/// Pages through the people of a campaign.
public final class Recipients {
    /// One person of a campaign and what became of the message.
    ///
    /// @param recipient the contact's number (or business-scoped user id); its end for those who
    ///   may not see numbers
    /// @param skipped why nothing was sent
    /// @param errorCode Meta's code of the last failure; below 0 one of our own, and Meta was not
    ///   asked
    public record Recipient(
            UUID messageId,
            UUID contactId,
            String recipient,
            @Nullable String name,
            String phoneNumberId,
            MessageStatus status,
            int attempts,
            @Nullable String skipped,
            @Nullable Integer errorCode,
            @Nullable Instant acceptedAt,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Instant failedAt,
            @Nullable Instant repliedAt) {}

    private static final String PAGE =
            """
            SELECT m.*, c.name, c.recipient AS shown
              FROM (SELECT * FROM (%%s) looked
                     WHERE (CAST(:status AS text) IS NULL OR status = :status) AND figures & :reached <> 0
                       AND (CAST(:code AS integer) IS NULL OR figures & %d <> 0 AND error_code = :code)
                     LIMIT :limit) m
              LEFT JOIN contact_audience c ON c.organization_id = m.organization_id AND c.contact_id = m.contact_id
             ORDER BY m.phone_number_id, m.id\
            """
                    .formatted(CampaignCounts.FAILED_BIT);

    /// A page of some looks at so many messages: the next one goes on where it ended.
    private static final int LOOKED = 10_000;

    private static final String AFTER =
            """
            SELECT m.*, message_status(m) AS status, message_figures(m) AS figures FROM message m
             WHERE m.campaign_id = :campaign%s
               AND (m.phone_number_id, m.id) > (:afterNumber, :afterId)
             ORDER BY m.phone_number_id, m.id LIMIT :looked\
            """;

    private static final String END =
            "SELECT phone_number_id, id FROM (%s) looked OFFSET :looked - 1";

    private record Place(String phoneNumberId, UUID id) {
        static final Place BEFORE_ALL = new Place("", new UUID(0, 0));
    }

    private final AppDb db;

    public Recipients(AppDb db) {
        this.db = db;
    }

    /// People of a campaign of the bound organization, in the order of sending. A page of some may
    /// be shorter than asked, even empty, and have a next one.
    public Page<Recipient> page(CampaignId campaign, RecipientFilter filter, PageRequest request) {
        var cursor = Cursor.decode(request.cursor(), 2);
        var after = cursor == null ? Place.BEFORE_ALL : new Place(cursor.text(0), cursor.uuid(1));
        var rows = read(campaign, filter, after, request.size() + 1);
        var shown = rows.stream().map(Recipients::shown).toList();
        if (!filter.isEverybody() && rows.size() <= request.size())
            return new Page<>(shown, lookedTo(campaign, filter, after));
        return Page.of(
                shown, request.size(), row -> Cursor.encode(row.phoneNumberId(), row.messageId()));
    }

    /// The end of what a page looked at, where there may be more.
    private @Nullable String lookedTo(CampaignId campaign, RecipientFilter filter, Place after) {
        return db.tx()
                .execute(transaction ->
                        looked(END, campaign, filter, after)
                                .query((row, n) ->
                                        Cursor.encode(
                                                row.getString("phone_number_id"),
                                                row.getObject("id", UUID.class)))
                                .optional()
                                .orElse(null));
    }

    private static Recipient shown(Recipient one) {
        return new Recipient(
                one.messageId,
                one.contactId,
                requireNonNull(Shown.toCaller(one.recipient)),
                one.name,
                one.phoneNumberId,
                one.status,
                one.attempts,
                one.skipped,
                one.errorCode,
                one.acceptedAt,
                one.sentAt,
                one.deliveredAt,
                one.readAt,
                one.failedAt,
                one.repliedAt);
    }

    /// The next people of a campaign, in the order of sending: a short transaction each, for
    /// whoever goes through all. Whole numbers, whoever asks.
    ///
    /// @param after the last one of the call before; null at the begin
    public List<Recipient> next(CampaignId campaign, @Nullable Recipient after, int size) {
        return read(
                campaign,
                RecipientFilter.EVERYBODY,
                after == null
                        ? Place.BEFORE_ALL
                        : new Place(after.phoneNumberId(), after.messageId()),
                size);
    }

    private List<Recipient> read(
            CampaignId campaign, RecipientFilter filter, Place after, int limit) {
        return requireNonNull(
                db.tx()
                        .execute(transaction ->
                                looked(PAGE, campaign, filter, after)
                                        .param("status", filter.statusName())
                                        .param("reached", filter.reachedBit())
                                        .param("code", filter.code())
                                        .param("limit", limit)
                                        .query(Recipients::recipient)
                                        .list()));
    }

    private JdbcClient.StatementSpec looked(
            String sql, CampaignId campaign, RecipientFilter filter, Place after) {
        return db.sql()
                .sql(sql.formatted(AFTER.formatted(filter.implied())))
                .param("campaign", campaign.value())
                .param("afterNumber", after.phoneNumberId)
                .param("afterId", after.id)
                .param("looked", LOOKED);
    }

    private static Recipient recipient(ResultSet row, int number) throws SQLException {
        return new Recipient(
                row.getObject("id", UUID.class),
                row.getObject("contact_id", UUID.class),
                requireNonNullElse(row.getString("shown"), row.getString("recipient_key")),
                row.getString("name"),
                row.getString("phone_number_id"),
                MessageStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getString("skipped"),
                row.getObject("error_code", Integer.class),
                instant(row, "accepted_at"),
                instant(row, "sent_at"),
                instant(row, "delivered_at"),
                instant(row, "read_at"),
                instant(row, "failed_at"),
                instant(row, "replied_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
