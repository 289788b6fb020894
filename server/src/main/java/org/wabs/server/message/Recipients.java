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
            SELECT * FROM (
                SELECT m.*, message_status(m) AS status,
                       c.name, c.recipient AS shown
                  FROM message m
                  LEFT JOIN contact_audience c ON c.organization_id = m.organization_id AND c.contact_id = m.contact_id
                 WHERE m.campaign_id = :campaign%s
                   AND (m.phone_number_id, m.id) > (:afterNumber, :afterId)) AS person
             WHERE CAST(:status AS text) IS NULL OR status = :status
             ORDER BY phone_number_id, id
             LIMIT :limit\
            """;

    /// Few of a campaign's people, and an index knows them.
    private static final String UNUSUAL =
            """

                   AND (m.skipped IS NOT NULL OR m.cancelled_at IS NOT NULL OR m.failed_at IS NOT NULL OR m.doubt_attempt IS NOT NULL
                        OR m.held_at IS NOT NULL)\
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final AppDb db;

    public Recipients(AppDb db) {
        this.db = db;
    }

    /// People of a campaign of the bound organization, in the order of sending.
    ///
    /// @param status null for all
    public Page<Recipient> page(
            CampaignId campaign, @Nullable MessageStatus status, PageRequest request) {
        var cursor = Cursor.decode(request.cursor(), 2);
        var rows =
                read(
                        campaign,
                        status,
                        cursor == null ? "" : cursor.text(0),
                        cursor == null ? BEFORE_ALL : cursor.uuid(1),
                        request.size() + 1);
        return Page.of(
                rows.stream().map(Recipients::shown).toList(),
                request.size(),
                row -> Cursor.encode(row.phoneNumberId(), row.messageId()));
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
                null,
                after == null ? "" : after.phoneNumberId(),
                after == null ? BEFORE_ALL : after.messageId(),
                size);
    }

    private List<Recipient> read(
            CampaignId campaign,
            @Nullable MessageStatus status,
            String afterNumber,
            UUID afterId,
            int limit) {
        return requireNonNull(
                db.tx()
                        .execute(transaction ->
                                db.sql()
                                        .sql(
                                                PAGE.formatted(
                                                        status != null && isUnusual(status)
                                                                ? UNUSUAL
                                                                : ""))
                                        .param("campaign", campaign.value())
                                        .param("afterNumber", afterNumber)
                                        .param("afterId", afterId)
                                        .param("status", status == null ? null : status.name())
                                        .param("limit", limit)
                                        .query(Recipients::recipient)
                                        .list()));
    }

    private static boolean isUnusual(MessageStatus status) {
        return switch (status) {
            case SKIPPED, CANCELLED, FAILED, IN_DOUBT, HELD -> true;
            case QUEUED, SENDING, ACCEPTED, SENT, DELIVERED, READ, RECEIVED -> false;
        };
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
