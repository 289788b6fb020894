package org.wabs.server.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.FailedMessages.Chunk;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/// How far orders to try people again are: the rows of `campaign_retry`.
final class RetryProgress {
    /// @param position last message looked at, null at the beginning
    /// @param codes of Meta's that may be tried again by [org.wabs.server.message.RetryRule]
    /// @param done people looked at
    /// @param queued people tried again, by Meta's code
    record Order(
            Key campaign,
            UUID id,
            List<Integer> codes,
            @Nullable UUID position,
            long done,
            SortedMap<Integer, Long> queued) {
        long people() {
            return queued.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final TypeReference<TreeMap<Integer, Long>> BY_CODE = new TypeReference<>() {};

    private final PipelineDb db;
    private final Jobs jobs;
    private final ObjectMapper json;

    RetryProgress(PipelineDb db, Jobs jobs, ObjectMapper json) {
        this.db = db;
        this.jobs = jobs;
        this.json = json;
    }

    /// Locked until the caller's transaction ends; empty when its job has ended.
    Optional<Order> next(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(
                        """
                        SELECT r.campaign_id, r.codes, r.position, r.done, r.queued
                          FROM campaign_retry r JOIN job j USING (organization_id, id)
                         WHERE r.organization_id = :organization AND r.id = :id AND j.state IN ('QUEUED', 'RUNNING')
                           FOR UPDATE OF r\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, n) ->
                        new Order(
                                new Key(
                                        organization,
                                        new CampaignId(row.getObject("campaign_id", UUID.class))),
                                id,
                                List.of((Integer[]) row.getArray("codes").getArray()),
                                row.getObject("position", UUID.class),
                                row.getLong("done"),
                                json.readValue(row.getString("queued"), BY_CODE)))
                .optional();
    }

    void begin(Order order, List<Integer> codes) {
        db.sql()
                .sql(
                        "UPDATE campaign_retry SET codes = :codes WHERE organization_id = :organization AND id = :id")
                .param("codes", SqlArrays.integers(codes, code -> code))
                .param("organization", order.campaign().organization().value())
                .param("id", order.id())
                .update();
    }

    /// In the transaction of the chunk.
    void advance(Order order, Chunk chunk) {
        chunk.wanted().forEach(person -> order.queued().merge(person.code(), 1L, Long::sum));
        long done = order.done() + chunk.looked();
        db.sql()
                .sql(
                        """
                        UPDATE campaign_retry SET position = :position, done = :done, queued = CAST(:queued AS jsonb)
                         WHERE organization_id = :organization AND id = :id\
                        """)
                .param("position", chunk.last())
                .param("done", done)
                .param("queued", json.writeValueAsString(Map.copyOf(order.queued())))
                .param("organization", order.campaign().organization().value())
                .param("id", order.id())
                .update();
        jobs.progress(order.campaign().organization(), order.id(), done, done - order.people());
    }
}
