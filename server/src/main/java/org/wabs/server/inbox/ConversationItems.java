package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.SearchText;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Writes what stands in conversations, in the caller's transaction. The caller holds their locks;
/// what is there already stays as it is.
final class ConversationItems {
    /// Of words, for search.
    private static final int LONGEST = 2_000;

    enum Kind {
        MESSAGE,
        NOTE,
        EVENT
    }

    /// @param arrival which of the person's counted messages it is
    record Item(
            OrganizationId organization,
            UUID conversation,
            Instant at,
            UUID id,
            Kind kind,
            @Nullable Integer arrival,
            @Nullable String words) {
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    private static final String ADD =
            """
            INSERT INTO conversation_item (organization_id, conversation_id, at, id, kind, arrival, words)
            SELECT organization_id, conversation_id, at, id, kind, arrival, words
              FROM unnest(:organizations, :conversations, :ats, :ids, :kinds, :arrivals, :words)
                   AS u(organization_id, conversation_id, at, id, kind, arrival, words)
             ORDER BY 1, 2, 3, 4
            ON CONFLICT DO NOTHING\
            """;

    /// A campaign's message, by the time it was sent; its place does not change when Meta corrects
    /// that time later.
    private static final String ADD_CAMPAIGN_MESSAGE =
            """
            INSERT INTO conversation_item (organization_id, conversation_id, at, id, kind)
            SELECT u.organization_id, u.conversation_id, coalesce(m.sent_at, m.accepted_at, u.at), m.id, 'MESSAGE'
              FROM unnest(:organizations, :conversations, :ids, :ats) AS u(organization_id, conversation_id, id, at)
              JOIN conversation_message m ON m.organization_id = u.organization_id AND m.id = u.id
             WHERE NOT EXISTS (SELECT FROM conversation_item i WHERE i.organization_id = u.organization_id AND i.id = u.id)
            ON CONFLICT DO NOTHING\
            """;

    record CampaignMessage(OrganizationId organization, UUID conversation, UUID id) {
        Instant planned() {
            return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        }
    }

    private final PipelineDb db;

    ConversationItems(PipelineDb db) {
        this.db = db;
    }

    void add(List<Item> items) {
        if (items.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param("organizations", SqlArrays.uuids(items, item -> item.organization().value()))
                .param("conversations", SqlArrays.uuids(items, Item::conversation))
                .param("ats", SqlArrays.times(items, Item::at))
                .param("ids", SqlArrays.uuids(items, Item::id))
                .param("kinds", SqlArrays.texts(items, item -> item.kind().name()))
                .param("arrivals", SqlArrays.integers(items, Item::arrival))
                .param("words", SqlArrays.texts(items, item -> searched(item.words())))
                .update();
    }

    static @Nullable String searched(@Nullable String words) {
        if (words == null || words.isBlank()) return null;
        return SearchText.of(shortened(words, LONGEST));
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    void addCampaignMessages(List<CampaignMessage> messages) {
        if (messages.isEmpty()) return;
        var distinct = messages.stream().distinct().toList();
        db.sql()
                .sql(ADD_CAMPAIGN_MESSAGE)
                .param(
                        "organizations",
                        SqlArrays.uuids(distinct, one -> one.organization().value()))
                .param("conversations", SqlArrays.uuids(distinct, CampaignMessage::conversation))
                .param("ids", SqlArrays.uuids(distinct, CampaignMessage::id))
                .param("ats", SqlArrays.times(distinct, CampaignMessage::planned))
                .update();
    }
}
