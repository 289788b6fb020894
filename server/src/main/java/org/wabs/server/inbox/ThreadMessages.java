package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.media.MediaState;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.message.WamidHash;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;

/// The messages of a page with all that belongs to them: files, quotes, reactions, campaigns. In
/// the caller's transaction of [AppDb].
final class ThreadMessages {
    private static final String MESSAGES =
            """
            SELECT m.*, f.id AS media_id, f.state, f.mime_type, f.size, f.problem
              FROM conversation_message m
              LEFT JOIN media_of_message f ON f.organization_id = m.organization_id AND f.message_id = m.id
             WHERE m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest\
            """;

    private static final String KNOWN =
            "SELECT w.wamid_hash, w.message_id FROM message_of_wamid w WHERE w.wamid_hash = ANY (:hashes)";

    private static final String REACTIONS =
            "SELECT wamid_hash, outbound, emoji, at FROM message_reaction WHERE wamid_hash = ANY (:hashes) AND emoji IS NOT NULL";

    private static final String CAMPAIGNS =
            "SELECT campaign_id, name, template FROM campaign_source WHERE campaign_id = ANY (:ids)";

    private final AppDb db;
    private final ObjectMapper json;

    ThreadMessages(AppDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    Map<UUID, ThreadView.Message> find(List<UUID> ids) {
        if (ids.isEmpty()) return Collections.emptyMap();
        var rows = rows(ids);
        var known = known(mentioned(rows.values()));
        var quoted = new ArrayList<>(known.values());
        quoted.removeAll(rows.keySet());
        var all = new HashMap<>(rows);
        if (!quoted.isEmpty()) all.putAll(rows(quoted));
        var shown =
                new MessageViews(
                        json, all, campaigns(all.values()), known, reactions(rows.values()));
        var views = new HashMap<UUID, ThreadView.Message>();
        rows.forEach((id, row) -> views.put(id, shown.of(row)));
        return views;
    }

    private Map<UUID, MessageViews.Row> rows(List<UUID> ids) {
        var rows = new HashMap<UUID, MessageViews.Row>();
        db.sql()
                .sql(MESSAGES)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .param("least", ids.stream().min(SqlArrays::compare).orElseThrow())
                .param("greatest", ids.stream().max(SqlArrays::compare).orElseThrow())
                .query(row -> {
                    var one = row(row);
                    rows.put(one.id(), one);
                });
        return rows;
    }

    private MessageViews.Row row(ResultSet row) throws SQLException {
        var wamid = row.getString("wamid");
        var content = row.getString("content");
        var media = row.getObject("media_id", UUID.class);
        return new MessageViews.Row(
                row.getObject("id", UUID.class),
                row.getBoolean("outbound"),
                row.getBoolean("phone_app"),
                MessageStatus.valueOf(row.getString("status")),
                row.getObject("campaign_id", UUID.class),
                wamid == null ? null : new Wamid(wamid),
                row.getObject("error_code", Integer.class),
                ThreadPages.instant(row, "sent_at"),
                ThreadPages.instant(row, "delivered_at"),
                ThreadPages.instant(row, "read_at"),
                row.getString("parameters"),
                content == null ? null : json.readTree(content),
                media == null ? null : medium(row, media));
    }

    private static ContentView.Medium medium(ResultSet row, UUID id) throws SQLException {
        return new ContentView.Medium(
                id,
                null,
                MediaState.valueOf(row.getString("state")),
                row.getString("mime_type"),
                null,
                row.getObject("size", Long.class),
                false,
                false,
                row.getString("problem"));
    }

    /// Meta's ids that messages refer to: quotes, and what was changed or taken back.
    private static List<Long> mentioned(Collection<MessageViews.Row> rows) {
        var hashes = new ArrayList<Long>();
        for (var row : rows) {
            for (var pointer :
                    List.of(
                            "/context/id",
                            "/replyTo",
                            "/edit/original_message_id",
                            "/revoke/original_message_id")) {
                var wamid = MessageViews.wamid(row.content(), pointer);
                if (wamid != null) hashes.add(WamidHash.of(wamid));
            }
        }
        return hashes;
    }

    private Map<Long, UUID> known(List<Long> hashes) {
        var known = new HashMap<Long, UUID>();
        if (hashes.isEmpty()) return known;
        db.sql()
                .sql(KNOWN)
                .param("hashes", SqlArrays.longs(hashes, hash -> hash))
                .query(row -> {
                    known.put(row.getLong(1), row.getObject(2, UUID.class));
                });
        return known;
    }

    private Map<Long, List<ThreadView.Reaction>> reactions(Collection<MessageViews.Row> rows) {
        var reactions = new HashMap<Long, List<ThreadView.Reaction>>();
        var hashes =
                rows.stream()
                        .map(MessageViews.Row::wamid)
                        .filter(Objects::nonNull)
                        .map(WamidHash::of)
                        .toList();
        if (hashes.isEmpty()) return reactions;
        db.sql()
                .sql(REACTIONS)
                .param("hashes", SqlArrays.longs(hashes, hash -> hash))
                .query(row -> {
                    reactions
                            .computeIfAbsent(row.getLong("wamid_hash"), hash -> new ArrayList<>())
                            .add(
                                    new ThreadView.Reaction(
                                            row.getBoolean("outbound"),
                                            row.getString("emoji"),
                                            Objects.requireNonNull(
                                                    ThreadPages.instant(row, "at"))));
                });
        return reactions;
    }

    private Map<UUID, MessageViews.Campaign> campaigns(Collection<MessageViews.Row> rows) {
        var campaigns = new HashMap<UUID, MessageViews.Campaign>();
        var ids =
                rows.stream()
                        .map(MessageViews.Row::campaign)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        if (ids.isEmpty()) return campaigns;
        db.sql()
                .sql(CAMPAIGNS)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .query(row -> {
                    var template = row.getString("template");
                    campaigns.put(
                            row.getObject("campaign_id", UUID.class),
                            new MessageViews.Campaign(
                                    row.getString("name"),
                                    template == null
                                            ? null
                                            : json.readValue(template, TemplateSnapshot.class)));
                });
        return campaigns;
    }
}
