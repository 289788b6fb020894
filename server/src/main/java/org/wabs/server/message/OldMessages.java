package org.wabs.server.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Removes messages that were made before a time, with all that `message` owns of them. Figures of
/// campaigns stay as they are: `campaign_count` knows no messages, and of those who failed for good
/// the code is kept.
public final class OldMessages {
    /// @param wamid Meta's id, where it is known
    public record Removed(UUID id, @Nullable Wamid wamid) {}

    /// @param last where the next batch goes on; null: there is none
    public record Batch(List<Removed> removed, @Nullable UUID last) {}

    private static final String NEXT =
            """
            SELECT m.id FROM message m
             WHERE m.organization_id = :organization AND m.id > :after AND m.id < wabs_uuid_floor(:before)
             ORDER BY m.id LIMIT :most\
            """;

    /// Never what is queued, on its way, or in doubt.
    private static final String REMOVE =
            """
            DELETE FROM message m
             WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
               AND message_status(m) NOT IN ('QUEUED', 'SENDING', 'IN_DOUBT')
               AND (m.wanted <= m.attempt OR m.skipped IS NOT NULL OR m.cancelled_at IS NOT NULL)
            RETURNING m.id, m.wamid, m.campaign_id,
                      CASE WHEN message_figures(m) & %d <> 0 THEN m.failed_attempt END AS failed_attempt\
            """
                    .formatted(CampaignCounts.FAILED_BIT);

    private static final String FORGET_CONTENT =
            """
            DELETE FROM message_content c
             WHERE c.organization_id = :organization AND c.message_id = ANY (:ids) AND c.message_id BETWEEN :least AND :greatest\
            """;

    private static final String FORGET_EVENTS =
            """
            DELETE FROM message_event e
             WHERE e.organization_id = :organization AND e.message_id = ANY (:ids) AND e.message_id BETWEEN :least AND :greatest\
            """;

    private static final String FORGET_WAMIDS =
            """
            DELETE FROM wamid_ref w
             WHERE w.organization_id = :organization AND w.wamid_hash = ANY (:hashes) AND w.message_id = ANY (:ids)
               AND w.message_id BETWEEN :least AND :greatest\
            """;

    /// Failures that a later attempt overcame are history.
    private static final String FORGET_FAILURES =
            """
            DELETE FROM message_failure f
             USING unnest(:campaigns, :ids, :failedAttempts) AS u(campaign_id, id, failed_attempt)
             WHERE f.organization_id = :organization AND f.campaign_id = u.campaign_id AND f.message_id = u.id
               AND f.attempt IS DISTINCT FROM u.failed_attempt\
            """;

    private record Row(
            UUID id,
            @Nullable Wamid wamid,
            @Nullable UUID campaign,
            @Nullable Integer failedAttempt) {}

    private final PipelineDb db;

    public OldMessages(PipelineDb db) {
        this.db = db;
    }

    /// In the caller's transaction.
    ///
    /// @param after of the former batch; null: from the oldest
    /// @param most that are looked at
    public Batch remove(
            OrganizationId organization, Instant before, @Nullable UUID after, int most) {
        var old =
                db.sql()
                        .sql(NEXT)
                        .param("organization", organization.value())
                        .param("after", Objects.requireNonNullElse(after, new UUID(0, 0)))
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        if (old.isEmpty()) return new Batch(List.of(), null);
        MessageLock.lock(db, old, id -> organization.value(), id -> id);
        var rows = remove(organization, old);
        if (!rows.isEmpty()) forget(organization, rows);
        return new Batch(
                rows.stream().map(row -> new Removed(row.id(), row.wamid())).toList(),
                old.size() < most ? null : old.getLast());
    }

    private List<Row> remove(OrganizationId organization, List<UUID> old) {
        var ids = Ids.of(old, id -> id);
        return db.sql()
                .sql(REMOVE)
                .param("organization", organization.value())
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query((row, n) -> {
                    var wamid = row.getString("wamid");
                    return new Row(
                            row.getObject("id", UUID.class),
                            wamid == null ? null : new Wamid(wamid),
                            row.getObject("campaign_id", UUID.class),
                            row.getObject("failed_attempt", Integer.class));
                })
                .list();
    }

    private void forget(OrganizationId organization, List<Row> rows) {
        var ids = Ids.of(rows, Row::id);
        for (var statement : List.of(FORGET_CONTENT, FORGET_EVENTS))
            db.sql()
                    .sql(statement)
                    .param("organization", organization.value())
                    .param("ids", ids.array())
                    .param("least", ids.least())
                    .param("greatest", ids.greatest())
                    .update();
        var known = rows.stream().map(Row::wamid).filter(Objects::nonNull).toList();
        db.sql()
                .sql(FORGET_WAMIDS)
                .param("organization", organization.value())
                .param("hashes", SqlArrays.longs(known, WamidHash::of))
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
        var ofCampaigns = rows.stream().filter(row -> row.campaign() != null).toList();
        db.sql()
                .sql(FORGET_FAILURES)
                .param("organization", organization.value())
                .param("campaigns", SqlArrays.uuids(ofCampaigns, Row::campaign))
                .param("ids", SqlArrays.uuids(ofCampaigns, Row::id))
                .param("failedAttempts", SqlArrays.integers(ofCampaigns, Row::failedAttempt))
                .update();
    }
}
