package org.wabs.server.campaign;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.campaign.CampaignStates.Key;
import org.wabs.server.message.IdRange;
import org.wabs.server.message.LeftOut;
import org.wabs.server.message.PlanChunk;
import org.wabs.server.message.PlanResult;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// How far a campaign's plan is: read under the campaign row's lock, so that of two planners (one
/// thought dead) the second waits and then sees what the first wrote.
final class CampaignPlan {
    /// Fits into a transaction well below a second (engine.md, F7).
    static final int CHUNK = 10_000;

    private final PipelineDb db;
    private final ObjectMapper json;

    CampaignPlan(PipelineDb db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /// The next chunk to write, as long as the campaign is being planned.
    Optional<PlanChunk> nextChunk(Key key) {
        return db.sql()
                .sql(
                        """
                        SELECT category, planned_at, plan_chunk, plan_position, audience, phone_number_ids, parameters, rules, template
                          FROM campaign
                         WHERE organization_id = :organization AND id = :campaign AND state = 'PLANNING' FOR NO KEY UPDATE\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .query((row, number) ->
                        new PlanChunk(
                                key.organization(),
                                key.campaign(),
                                row.getString("category"),
                                row.getObject("planned_at", java.time.OffsetDateTime.class)
                                        .toInstant(),
                                row.getInt("plan_chunk"),
                                row.getObject("plan_position", UUID.class),
                                json.readValue(row.getString("audience"), Audience.class)
                                        .condition(),
                                Arrays.stream(
                                                (String[])
                                                        row.getArray("phone_number_ids").getArray())
                                        .map(PhoneNumberId::new)
                                        .toList(),
                                json.readValue(row.getString("parameters"), JsonNode.class),
                                cap(json.readValue(row.getString("rules"), Rules.class)),
                                languages(
                                        json.readValue(
                                                row.getString("template"), TemplateSnapshot.class)),
                                CHUNK))
                .optional();
    }

    private static PlanChunk.Languages languages(TemplateSnapshot template) {
        return new PlanChunk.Languages(
                template.language().code(),
                template.variants().isEmpty() ? List.of() : template.languages());
    }

    private static PlanChunk.@Nullable Cap cap(Rules rules) {
        var cap = rules.frequencyCap();
        return cap == null ? null : new PlanChunk.Cap(cap.messages(), Duration.ofDays(cap.days()));
    }

    /// Remembers what a chunk wrote, in the chunk's own transaction.
    void advance(Key key, PlanResult written) {
        db.sql()
                .sql(
                        """
                        UPDATE campaign SET plan_position = :position, plan_chunk = plan_chunk + 1
                         WHERE organization_id = :organization AND id = :campaign\
                        """)
                .param("position", written.lastContact())
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .update();
        var ranges = List.copyOf(written.ranges().entrySet());
        db.sql()
                .sql(
                        """
                        INSERT INTO campaign_plan AS p (organization_id, campaign_id, phone_number_id, first_id, last_id, queued)
                        SELECT :organization, :campaign, * FROM unnest(:numbers, :firsts, :lasts, :queued)
                        ON CONFLICT (organization_id, campaign_id, phone_number_id) DO UPDATE
                           SET first_id = least(p.first_id, excluded.first_id), last_id = greatest(p.last_id, excluded.last_id),
                               queued = p.queued + excluded.queued\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .param("numbers", SqlArrays.texts(ranges, range -> range.getKey().value()))
                .param("firsts", SqlArrays.uuids(ranges, range -> range.getValue().first()))
                .param("lasts", SqlArrays.uuids(ranges, range -> range.getValue().last()))
                .param("queued", SqlArrays.longs(ranges, range -> range.getValue().queued()))
                .update();
        skipped(key, written.skipped());
    }

    /// Whom something leaves out after the plan counts by their own reason.
    void leftOut(List<Delivered<LeftOut>> batch) {
        for (var delivered : batch) {
            var left = delivered.event();
            skipped(
                    new Key(delivered.organization(), left.campaign()),
                    Map.of(left.reason().name(), left.people()));
        }
    }

    private void skipped(Key key, Map<String, Integer> people) {
        var reasons = List.copyOf(people.entrySet());
        db.sql()
                .sql(
                        """
                        INSERT INTO campaign_skip AS s (organization_id, campaign_id, reason, people)
                        SELECT :organization, :campaign, * FROM unnest(:reasons, :people)
                        ON CONFLICT (organization_id, campaign_id, reason) DO UPDATE SET people = s.people + excluded.people\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .param("reasons", SqlArrays.texts(reasons, Map.Entry::getKey))
                .param("people", SqlArrays.integers(reasons, Map.Entry::getValue))
                .update();
    }

    /// The senders that have something to send, with the ids of their messages.
    Map<PhoneNumberId, IdRange> ranges(Key key) {
        var ranges = new HashMap<PhoneNumberId, IdRange>();
        db.sql()
                .sql(
                        """
                        SELECT phone_number_id, first_id, last_id, queued FROM campaign_plan
                         WHERE organization_id = :organization AND campaign_id = :campaign AND queued > 0\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .query((row, number) ->
                        Map.entry(
                                new PhoneNumberId(row.getString(1)),
                                new IdRange(
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class),
                                        row.getLong(4))))
                .list()
                .forEach(range -> ranges.put(range.getKey(), range.getValue()));
        return ranges;
    }

    /// People left out, by reason.
    Map<String, Long> skipped(Key key) {
        var skipped = new TreeMap<String, Long>();
        db.sql()
                .sql(
                        """
                        SELECT reason, people FROM campaign_skip
                         WHERE organization_id = :organization AND campaign_id = :campaign AND people > 0\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .query(row -> {
                    skipped.put(row.getString("reason"), row.getLong("people"));
                });
        return skipped;
    }

    TemplateSnapshot template(Key key) {
        return column("template", key, TemplateSnapshot.class);
    }

    Rules rules(Key key) {
        return column("rules", key, Rules.class);
    }

    private <T> T column(String name, Key key, Class<T> type) {
        var text =
                db.sql()
                        .sql(
                                "SELECT %s FROM campaign WHERE organization_id = :organization AND id = :campaign"
                                        .formatted(name))
                        .param("organization", key.organization().value())
                        .param("campaign", key.campaign().value())
                        .query(String.class)
                        .single();
        return json.readValue(Objects.requireNonNull(text), type);
    }

    /// Asked without a lock: a cancelled campaign stays one.
    boolean isBeingCancelled(Key key) {
        return db.sql()
                .sql(
                        """
                        SELECT EXISTS (SELECT FROM campaign
                                        WHERE organization_id = :organization AND id = :campaign AND work = 'CANCEL')\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .query(Boolean.class)
                .single();
    }

    /// @param cancelledTo how far a cancellation went through the ids of this sender
    record Cancelling(PhoneNumberId number, @Nullable UUID cancelledTo) {}

    /// The sender whose messages a cancellation goes through now; empty when it has been through
    /// all.
    Optional<Cancelling> nextToCancel(Key key) {
        return db.sql()
                .sql(
                        """
                        SELECT p.phone_number_id, p.cancelled_to
                          FROM campaign c JOIN campaign_plan p ON (p.organization_id, p.campaign_id) = (c.organization_id, c.id)
                         WHERE c.organization_id = :organization AND c.id = :campaign AND c.work = 'CANCEL'
                           AND p.cancelled_to IS DISTINCT FROM p.last_id
                         ORDER BY p.phone_number_id LIMIT 1 FOR NO KEY UPDATE OF c\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .query((row, number) ->
                        new Cancelling(
                                new PhoneNumberId(row.getString(1)), row.getObject(2, UUID.class)))
                .optional();
    }

    /// @param to null when nothing of this sender is left
    void cancelled(Key key, PhoneNumberId number, @Nullable UUID to) {
        db.sql()
                .sql(
                        """
                        UPDATE campaign_plan SET cancelled_to = coalesce(:to, last_id)
                         WHERE organization_id = :organization AND campaign_id = :campaign AND phone_number_id = :number\
                        """)
                .param("to", to)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .param("number", number.value())
                .update();
    }

    void cancelFromTheBeginning(Key key) {
        db.sql()
                .sql(
                        """
                        UPDATE campaign_plan SET cancelled_to = NULL
                         WHERE organization_id = :organization AND campaign_id = :campaign\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .update();
    }

    void cancellationIsDone(Key key) {
        db.sql()
                .sql(
                        """
                        UPDATE campaign SET work = NULL
                         WHERE organization_id = :organization AND id = :campaign AND work = 'CANCEL'\
                        """)
                .param("organization", key.organization().value())
                .param("campaign", key.campaign().value())
                .update();
    }
}
