package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.dispatch.SingleContent;
import org.wabs.server.message.FailureReason;
import org.wabs.server.message.MessageStatus;
import org.wabs.server.message.RetryRule;
import org.wabs.server.message.WamidHash;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How messages of a page look, each with what belongs to it.
final class MessageViews {
    /// A message as it is stored.
    record Row(
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

    record Campaign(@Nullable String name, @Nullable TemplateSnapshot template) {}

    private final ObjectMapper json;
    private final Map<UUID, Row> rows;
    private final Map<UUID, Campaign> campaigns;
    private final Map<Long, UUID> known;
    private final Map<Long, List<ThreadView.Reaction>> reactions;

    /// @param rows of the page, and those that they quote
    /// @param known our ids by the hash of Meta's
    /// @param reactions by the same
    MessageViews(
            ObjectMapper json,
            Map<UUID, Row> rows,
            Map<UUID, Campaign> campaigns,
            Map<Long, UUID> known,
            Map<Long, List<ThreadView.Reaction>> reactions) {
        this.json = json;
        this.rows = rows;
        this.campaigns = campaigns;
        this.known = known;
        this.reactions = reactions;
    }

    ThreadView.Message of(Row row) {
        var inbound = row.isMetas() ? row.content() : null;
        var campaign =
                row.campaign() == null
                        ? null
                        : new ThreadView.Campaign(
                                row.campaign(), name(campaigns.get(row.campaign())));
        return new ThreadView.Message(
                row.outbound(),
                row.phoneApp(),
                row.status(),
                content(row),
                quoted(row),
                inbound != null
                        && (inbound.at("/context/forwarded").asBoolean(false)
                                || inbound.at("/context/frequently_forwarded").asBoolean(false)),
                inbound == null ? null : referral(inbound.path("referral")),
                row.wamid() == null
                        ? List.of()
                        : reactions.getOrDefault(WamidHash.of(row.wamid()), List.of()),
                campaign,
                row.status() == MessageStatus.FAILED ? failure(row) : null,
                row.sentAt(),
                row.deliveredAt(),
                row.readAt());
    }

    private static @Nullable String name(@Nullable Campaign campaign) {
        return campaign == null ? null : campaign.name();
    }

    private ContentView content(Row row) {
        var content = row.content();
        if (row.campaign() != null) {
            var campaign = campaigns.get(row.campaign());
            return campaign == null || campaign.template() == null || row.parameters() == null
                    ? new ContentView.Words("template", null)
                    : OutboundViews.ofTemplate(
                            campaign.template(),
                            campaign.template()
                                    .body(
                                            List.of(
                                                    json.readValue(
                                                            row.parameters(), String[].class))));
        }
        // the words of somebody who wanted to be forgotten
        if (content == null) return new ContentView.Words("erased", null);
        return row.isMetas()
                ? InboundViews.of(content, row.medium(), wamid -> known.get(WamidHash.of(wamid)))
                : OutboundViews.of(json.treeToValue(content, SingleContent.class));
    }

    private ThreadView.@Nullable Quoted quoted(Row row) {
        var wamid = wamid(row.content(), row.isMetas() ? "/context/id" : "/replyTo");
        var product =
                row.content() == null
                        ? ""
                        : row.content()
                                .at("/context/referred_product/product_retailer_id")
                                .asString("");
        if (wamid == null && product.isEmpty()) return null;
        var id = wamid == null ? null : known.get(WamidHash.of(wamid));
        var original = id == null ? null : rows.get(id);
        var content = original == null ? null : content(original);
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

    /// Meta's id of the message that is pointed to.
    static @Nullable Wamid wamid(@Nullable JsonNode content, String pointer) {
        if (content == null) return null;
        var text = content.at(pointer).asString("");
        try {
            return text.isEmpty() ? null : new Wamid(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
