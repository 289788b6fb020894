package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;

/// Which campaigns the person of a conversation was sent, from any number of ours.
@RestController
@RequestMapping("/api/conversations")
class PastCampaignRoutes {
    /// @param id of the campaign
    /// @param at when it was sent to this person; absent before
    record PastCampaign(
            UUID id, String name, UUID messageId, MessageStatus status, @Nullable Instant at) {}

    /// Ids grow with time, so the newest come first; the index of a person's messages serves it.
    private static final String LIST =
            """
            SELECT m.id, m.campaign_id, s.name, m.status, coalesce(m.sent_at, m.accepted_at) AS at
              FROM conversation c
              JOIN conversation_message m ON m.organization_id = c.organization_id AND m.contact_id = c.contact_id
              JOIN campaign_source s ON s.organization_id = m.organization_id AND s.campaign_id = m.campaign_id
             WHERE c.id = :conversation AND m.outbound AND m.id < :before
             ORDER BY m.id DESC LIMIT :limit\
            """;

    private static final UUID LAST = new UUID(-1, -1);

    private final AppDb db;
    private final ConversationList conversations;

    PastCampaignRoutes(AppDb db, ConversationList conversations) {
        this.db = db;
        this.conversations = conversations;
    }

    @Operation(summary = "Campaigns that the person was in, newest first")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping("/{id}/campaigns")
    Page<PastCampaign> campaigns(@PathVariable UUID id, PageRequest page) {
        conversations.get(id);
        var cursor = Cursor.decode(page.cursor(), 1);
        var rows = read(id, cursor == null ? LAST : cursor.uuid(0), page.size());
        return Page.of(rows, page.size(), last -> Cursor.encode(last.messageId()));
    }

    private List<PastCampaign> read(UUID id, UUID before, int size) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(LIST)
                                        .param("conversation", id)
                                        .param("before", before)
                                        .param("limit", size + 1)
                                        .query(PastCampaignRoutes::campaign)
                                        .list()));
    }

    private static PastCampaign campaign(ResultSet row, int number) throws SQLException {
        return new PastCampaign(
                row.getObject("campaign_id", UUID.class),
                row.getString("name"),
                row.getObject("id", UUID.class),
                MessageStatus.valueOf(row.getString("status")),
                ThreadPages.instant(row, "at"));
    }
}
