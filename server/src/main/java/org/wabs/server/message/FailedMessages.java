package org.wabs.server.message;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Has those of a campaign who failed wanted once more (engine.md, H4). In the caller's
/// transaction, a chunk at a time.
public final class FailedMessages {
    /// @param wanted who stands in the queue again, with the sender
    /// @param looked at how many people, wanted or not
    /// @param last of them; null when there were none left
    public record Chunk(List<Wanted> wanted, int looked, @Nullable UUID last) {}

    /// @param code of Meta's, that the attempt before failed with
    public record Wanted(UUID message, PhoneNumberId number, int code) {}

    /// One of the people may be in here twice, by two attempts: the newest counts.
    private static final String NEXT =
            """
            SELECT DISTINCT message_id FROM message_failure
             WHERE organization_id = :organization AND campaign_id = :campaign AND message_id > :after AND code = ANY (:codes)
             ORDER BY message_id LIMIT :size\
            """;

    private static final String COUNT =
            """
            SELECT count(DISTINCT message_id) FROM message_failure
             WHERE organization_id = :organization AND campaign_id = :campaign AND code = ANY (:codes)\
            """;

    /// The failed attempt may have been taken and sent before it failed: its facts are not those of
    /// the next attempt, which the claim would take for success. They are kept in the timeline. A
    /// second press finds `wanted > attempt` and changes nothing.
    private static final String AGAIN =
            """
            WITH former AS MATERIALIZED (
                SELECT m.organization_id, m.id, m.accepted_at, m.sent_at, message_figures(m) AS before
                  FROM message m
                  JOIN unnest(:codes, :waits) AS r(code, seconds) ON r.code = m.error_code
                 WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
                   AND m.campaign_id = :campaign AND m.failed_at IS NOT NULL AND m.failed_attempt = m.attempt AND m.wanted <= m.attempt
                   AND m.delivered_at IS NULL AND m.read_at IS NULL AND m.cancelled_at IS NULL AND m.skipped IS NULL
                   AND m.failed_at <= clock_timestamp() - r.seconds * interval '1 s'
            )
            UPDATE message m
               SET wanted = m.attempt + 1, accepted_at = NULL, held_at = NULL, sent_at = NULL, reported = 0, wamid = NULL,
                   retried = m.retried | (1 << least(m.attempt, 30))
              FROM former f
             WHERE m.organization_id = f.organization_id AND m.id = f.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.id, m.phone_number_id, m.attempt, m.error_code, f.accepted_at, f.sent_at, f.before, message_figures(m) AS after\
            """;

    private final PipelineDb db;
    private final MessageEvents events;
    private final Clock clock;
    private final int slot;

    public FailedMessages(PipelineDb db, NodeId node, Clock clock) {
        this.db = db;
        this.events = new MessageEvents(db);
        this.clock = clock;
        this.slot = WriterSlot.RETRIER.of(node.value());
    }

    /// How many people [#again] will look at.
    public long count(OrganizationId organization, CampaignId campaign, List<Integer> codes) {
        return db.sql()
                .sql(COUNT)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .param("codes", SqlArrays.integers(codes, code -> code))
                .query(Long.class)
                .single();
    }

    /// @param codes of Meta's that may be tried again by [RetryRule], now or once their time has
    ///   come
    public Chunk again(
            OrganizationId organization,
            CampaignId campaign,
            List<Integer> codes,
            @Nullable UUID after,
            int size) {
        var ids =
                db.sql()
                        .sql(NEXT)
                        .param("organization", organization.value())
                        .param("campaign", campaign.value())
                        .param("after", after == null ? new UUID(0, 0) : after)
                        .param("codes", SqlArrays.integers(codes, code -> code))
                        .param("size", size)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        if (ids.isEmpty()) return new Chunk(List.of(), 0, null);
        MessageLock.lock(db, ids, id -> organization.value(), id -> id);
        return new Chunk(wanted(organization, campaign, codes, ids), ids.size(), ids.getLast());
    }

    private List<Wanted> wanted(
            OrganizationId organization,
            CampaignId campaign,
            List<Integer> codes,
            List<UUID> failed) {
        var ids = Ids.of(failed, id -> id);
        var counts = new CampaignCounts();
        var told = new ArrayList<MessageEvent>();
        var now = clock.instant();
        var wanted =
                db.sql()
                        .sql(AGAIN)
                        .param("organization", organization.value())
                        .param("campaign", campaign.value())
                        .param("codes", SqlArrays.integers(codes, code -> code))
                        .param("waits", SqlArrays.longs(codes, FailedMessages::seconds))
                        .param("ids", ids.array())
                        .param("least", ids.least())
                        .param("greatest", ids.greatest())
                        .query((row, n) -> {
                            var id = row.getObject("id", UUID.class);
                            counts.change(
                                    organization.value(),
                                    id,
                                    campaign.value(),
                                    row.getInt("before"),
                                    row.getInt("after"));
                            told.add(
                                    new MessageEvent(
                                            organization,
                                            new Attempt(id, row.getInt("attempt")),
                                            now,
                                            MessageEvent.Kind.RETRIED_BY_PERSON,
                                            null,
                                            story(
                                                    Recipients.instant(row, "accepted_at"),
                                                    Recipients.instant(row, "sent_at"))));
                            return new Wanted(
                                    id,
                                    new PhoneNumberId(row.getString("phone_number_id")),
                                    row.getInt("error_code"));
                        })
                        .list();
        counts.write(db, slot);
        events.add(told);
        return wanted;
    }

    private static long seconds(int code) {
        return RetryRule.waitAfter(code).orElseThrow().toSeconds();
    }

    private static String story(@Nullable Instant accepted, @Nullable Instant sent) {
        var words = "A person had it tried again.";
        if (accepted != null) words += " The attempt before was accepted " + accepted;
        if (sent != null) words += ", sent " + sent;
        return accepted == null ? words : words + ".";
    }
}
