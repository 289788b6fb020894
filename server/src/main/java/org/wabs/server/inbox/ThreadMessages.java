package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.dispatch.SingleContent;
import org.wabs.server.media.MediaState;
import org.wabs.server.message.FailureReason;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.message.RetryRule;
import org.wabs.server.message.WamidHash;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The messages of a page with all that belongs to them: files, quotes, reactions, campaigns. In
/// the caller's transaction of [AppDb].
final class ThreadMessages {
    private record Row(
            UUID id,
            boolean outbound,
            boolean phoneApp,
            MessageStatus status,
            @Nullable UUID campaign,
            @Nullable Wamid wamid,
            @Nullable Integer code,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable String parameters,
            @Nullable JsonNode content,
            ContentView.@Nullable Medium medium) {
        /// As Meta's webhook gave it, and not as we composed it.
        boolean isMetas() {
            return !outbound || phoneApp;
        }
    }

    private record Campaign(@Nullable String name, @Nullable TemplateSnapshot template) {}

    private record Context(
            Map<UUID, Row> rows,
            Map<UUID, Campaign> campaigns,
            Map<Long, UUID> known,
            Map<Long, List<ThreadView.Reaction>> reactions) {}

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
        var context = new Context(all, campaigns(all.values()), known, reactions(rows.values()));
        var views = new HashMap<UUID, ThreadView.Message>();
        rows.forEach((id, row) -> views.put(id, view(row, context)));
        return views;
    }

    private Map<UUID, Row> rows(List<UUID> ids) {
        var rows = new HashMap<UUID, Row>();
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

    private Row row(ResultSet row) throws SQLException {
        var wamid = row.getString("wamid");
        var content = row.getString("content");
        var media = row.getObject("media_id", UUID.class);
        return new Row(
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
    private static List<Long> mentioned(Collection<Row> rows) {
        var hashes = new ArrayList<Long>();
        for (var row : rows) {
            for (var pointer :
                    List.of(
                            "/context/id",
                            "/replyTo",
                            "/edit/original_message_id",
                            "/revoke/original_message_id")) {
                var wamid = wamid(row.content(), pointer);
                if (wamid != null) hashes.add(WamidHash.of(wamid));
            }
        }
        return hashes;
    }

    private static @Nullable Wamid wamid(@Nullable JsonNode content, String pointer) {
        if (content == null) return null;
        var text = content.at(pointer).asString("");
        try {
            return text.isEmpty() ? null : new Wamid(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
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

    private Map<Long, List<ThreadView.Reaction>> reactions(Collection<Row> rows) {
        var reactions = new HashMap<Long, List<ThreadView.Reaction>>();
        var hashes =
                rows.stream().map(Row::wamid).filter(Objects::nonNull).map(WamidHash::of).toList();
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

    private Map<UUID, Campaign> campaigns(Collection<Row> rows) {
        var campaigns = new HashMap<UUID, Campaign>();
        var ids = rows.stream().map(Row::campaign).filter(Objects::nonNull).distinct().toList();
        if (ids.isEmpty()) return campaigns;
        db.sql()
                .sql(CAMPAIGNS)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .query(row -> {
                    var template = row.getString("template");
                    campaigns.put(
                            row.getObject("campaign_id", UUID.class),
                            new Campaign(
                                    row.getString("name"),
                                    template == null
                                            ? null
                                            : json.readValue(template, TemplateSnapshot.class)));
                });
        return campaigns;
    }

    private ThreadView.Message view(Row row, Context context) {
        var inbound = row.isMetas() ? row.content() : null;
        var campaign =
                row.campaign() == null
                        ? null
                        : new ThreadView.Campaign(
                                row.campaign(), name(context.campaigns().get(row.campaign())));
        return new ThreadView.Message(
                row.outbound(),
                row.phoneApp(),
                row.status(),
                content(row, context),
                quoted(row, context),
                inbound != null
                        && (inbound.at("/context/forwarded").asBoolean(false)
                                || inbound.at("/context/frequently_forwarded").asBoolean(false)),
                inbound == null ? null : referral(inbound.path("referral")),
                row.wamid() == null
                        ? List.of()
                        : context.reactions().getOrDefault(WamidHash.of(row.wamid()), List.of()),
                campaign,
                row.status() == MessageStatus.FAILED ? failure(row) : null,
                row.sentAt(),
                row.deliveredAt(),
                row.readAt());
    }

    private static @Nullable String name(@Nullable Campaign campaign) {
        return campaign == null ? null : campaign.name();
    }

    private ContentView content(Row row, Context context) {
        var content = row.content();
        if (row.campaign() != null) {
            var campaign = context.campaigns().get(row.campaign());
            return campaign == null || campaign.template() == null || row.parameters() == null
                    ? ContentView.of("template", null)
                    : OutboundViews.ofTemplate(
                            campaign.template(),
                            campaign.template()
                                    .body(
                                            List.of(
                                                    json.readValue(
                                                            row.parameters(), String[].class))));
        }
        // the words of somebody who wanted to be forgotten
        if (content == null) return ContentView.of("erased", null);
        return row.isMetas()
                ? InboundViews.of(
                        content, row.medium(), wamid -> context.known().get(WamidHash.of(wamid)))
                : OutboundViews.of(json.treeToValue(content, SingleContent.class));
    }

    private ThreadView.@Nullable Quoted quoted(Row row, Context context) {
        var wamid = wamid(row.content(), row.isMetas() ? "/context/id" : "/replyTo");
        var product =
                row.content() == null
                        ? ""
                        : row.content()
                                .at("/context/referred_product/product_retailer_id")
                                .asString("");
        if (wamid == null && product.isEmpty()) return null;
        var id = wamid == null ? null : context.known().get(WamidHash.of(wamid));
        var original = id == null ? null : context.rows().get(id);
        var content = original == null ? null : content(original, context);
        return new ThreadView.Quoted(
                id,
                original == null ? null : original.outbound(),
                content == null ? null : content.type(),
                content == null ? null : content.text(),
                product.isEmpty() ? null : product);
    }

    private static ThreadView.@Nullable Referral referral(JsonNode referral) {
        if (!referral.isObject()) return null;
        return new ThreadView.Referral(
                referral.path("source_url").stringValue(null),
                referral.path("source_type").stringValue(null),
                referral.path("headline").stringValue(null),
                referral.path("body").stringValue(null));
    }

    private static ThreadView.Failure failure(Row row) {
        var reason = row.code() == null ? null : FailureReason.of(row.code()).orElse(null);
        boolean retryable =
                row.campaign() == null
                        && !row.phoneApp()
                        && (row.code() == null || RetryRule.waitAfter(row.code()).isPresent());
        return new ThreadView.Failure(
                row.code(),
                reason == null ? "Meta could not deliver it." : reason.words(),
                reason == null ? "Read its timeline." : reason.wayOut(),
                retryable);
    }
}
