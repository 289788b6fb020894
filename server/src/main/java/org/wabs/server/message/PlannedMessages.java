package org.wabs.server.message;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Writes a campaign's messages, a chunk at a time, and takes them back. Always in the caller's
/// transaction, so that the campaign's position commits with the chunk.
public final class PlannedMessages {
    /// One statement a chunk: who, why not, with what, from which number. The id is made of the
    /// chunk's time and the hash of campaign and contact, so the primary key forbids a second
    /// message to the same person.
    private static final String INSERT =
            """
            WITH person AS MATERIALIZED (
                SELECT c.contact_id, c.recipient_key, c.recipient, c.name, c.language, c.attributes, c.opted_in_at,
                       md5(CAST(:campaign AS text) || c.contact_id::text)::uuid AS hash
                  FROM contact_audience c
                 WHERE c.organization_id = :organization AND c.contact_id > :after
                   AND {people}
                 ORDER BY c.contact_id
                 LIMIT :size
            ), filled AS (
                SELECT p.*,
                       wabs_uuid_of(:at, p.hash) AS id,
                       (CAST(:numbers AS text[]))[1 + abs(('x' || substr(p.hash::text, 1, 7))::bit(28)::int) % :numberCount] AS phone_number_id,
                       v.parameters, v.missing,
                       nullif((SELECT l.code FROM unnest(CAST(:languages AS text[])) AS l(code)
                                CROSS JOIN (SELECT lower(replace(p.language, '-', '_')) AS code) w
                                WHERE split_part(lower(l.code), '_', 1) = split_part(w.code, '_', 1)
                                ORDER BY lower(l.code) <> w.code, lower(l.code) <> split_part(w.code, '_', 1), l.code <> :language,
                                         l.code COLLATE "C"
                                LIMIT 1), :language) AS variant,
                       EXISTS (SELECT FROM suppression s
                                WHERE s.organization_id = :organization AND s.recipient_key = p.recipient_key
                                  AND (s.category = 'ALL' OR s.category = :category)) AS opted_out,
                       :capMessages > 0 AND (
                           SELECT count(*) FROM message f
                            WHERE f.organization_id = :organization AND f.contact_id = p.contact_id AND f.id > :capSince
                              AND f.outbound AND f.category = :category AND message_status(f) NOT IN ('SKIPPED', 'CANCELLED', 'FAILED'))
                           >= :capMessages AS capped
                  FROM person p
                  CROSS JOIN LATERAL (
                        SELECT coalesce(jsonb_agg(x.value ORDER BY x.slot), '[]') AS parameters,
                               coalesce(bool_or(x.value IS NULL), false) AS missing
                          FROM (SELECT slot, coalesce(nullif(CASE variable ->> 'source'
                                           WHEN 'NAME' THEN p.name
                                           WHEN 'NUMBER' THEN p.recipient
                                           WHEN 'LANGUAGE' THEN p.language
                                           WHEN 'ATTRIBUTE' THEN p.attributes ->> (variable ->> 'key')
                                           ELSE variable ->> 'key' END, ''), nullif(variable ->> 'fallback', '')) AS value
                                  FROM jsonb_array_elements(CAST(:variables AS jsonb)) WITH ORDINALITY AS e(variable, slot)) x) v
            ), decided AS (
                SELECT f.*, CASE
                        WHEN opted_out THEN 'OPTED_OUT'
                        WHEN opted_in_at IS NULL THEN 'NO_OPT_IN'
                        WHEN capped THEN 'FREQUENCY_CAP'
                        WHEN missing THEN 'MISSING_PARAMETER' END AS skipped
                  FROM filled f
            ), written AS (
                INSERT INTO message (organization_id, id, campaign_id, phone_number_id, contact_id, recipient_key, outbound, category, wanted, skipped)
                SELECT :organization, id, :campaign, phone_number_id, contact_id, recipient_key, true, :category,
                       CASE WHEN skipped IS NULL THEN 1 ELSE 0 END, skipped
                  FROM decided ORDER BY id
            ), said AS (
                INSERT INTO message_content (organization_id, message_id, recipient, parameters, language)
                SELECT :organization, id, recipient, parameters, variant FROM decided WHERE skipped IS NULL ORDER BY id
            )
            SELECT phone_number_id, coalesce(skipped, '') AS skipped, count(*) AS people,
                   (array_agg(id ORDER BY id))[1] AS first, (array_agg(id ORDER BY id DESC))[1] AS last,
                   (array_agg(contact_id ORDER BY contact_id DESC))[1] AS last_contact
              FROM decided GROUP BY 1, 2\
            """;

    private static final String NEXT =
            """
            SELECT m.id FROM message m
             WHERE m.organization_id = :organization AND m.campaign_id = :campaign AND m.phone_number_id = :number AND m.id > :after
             ORDER BY m.id LIMIT :size\
            """;

    private static final String CANCEL =
            """
            WITH former AS MATERIALIZED (
                SELECT m.organization_id, m.id, message_figures(m) AS before
                  FROM message m
                 WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
                   AND m.wanted > m.attempt AND m.cancelled_at IS NULL
            )
            UPDATE message m SET cancelled_at = clock_timestamp(), wanted = m.attempt
              FROM former f
             WHERE m.organization_id = f.organization_id AND m.id = f.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.id, f.before, message_figures(m) AS after\
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final PipelineDb db;
    private final int slot;

    public PlannedMessages(PipelineDb db, NodeId node) {
        this.db = db;
        this.slot = WriterSlot.PLANNER.of(node.value());
    }

    /// Plans the next people. A chunk repeated after a crash would collide with its own ids; the
    /// caller commits its position with it.
    public PlanResult insert(PlanChunk chunk) {
        var skipped = new HashMap<String, Integer>();
        var ranges = new HashMap<PhoneNumberId, IdRange>();
        var lastContact = new UUID[1];
        int[] people = {0};
        var counts = new CampaignCounts();
        var cap = chunk.cap();
        if (cap != null) waitForOtherPlans(chunk.organization());
        db.sql()
                .sql(INSERT.replace("{people}", chunk.people().sql()))
                .params(chunk.people().values())
                .param("capMessages", cap == null ? 0 : cap.messages())
                .param("capSince", cap == null ? BEFORE_ALL : since(cap.length()))
                .param("organization", chunk.organization().value())
                .param("campaign", chunk.campaign().value())
                .param("category", chunk.category())
                .param("at", chunk.plannedAt().plusMillis(chunk.number()).atOffset(ZoneOffset.UTC))
                .param("after", chunk.afterContact() == null ? BEFORE_ALL : chunk.afterContact())
                .param("numbers", SqlArrays.texts(chunk.numbers(), PhoneNumberId::value))
                .param("numberCount", chunk.numbers().size())
                .param("variables", chunk.variables().toString())
                .param("language", chunk.languages().own())
                .param("languages", SqlArrays.texts(chunk.languages().all(), code -> code))
                .param("size", chunk.size())
                .query(row -> {
                    int n = row.getInt("people");
                    var reason = row.getString("skipped");
                    people[0] += n;
                    if (!reason.isEmpty()) skipped.merge(reason, n, Integer::sum);
                    var range =
                            new IdRange(
                                    row.getObject("first", UUID.class),
                                    row.getObject("last", UUID.class),
                                    reason.isEmpty() ? n : 0);
                    ranges.merge(
                            new PhoneNumberId(row.getString("phone_number_id")),
                            range,
                            IdRange::merge);
                    lastContact[0] =
                            later(lastContact[0], row.getObject("last_contact", UUID.class));
                    counts.add(
                            chunk.organization().value(), chunk.campaign().value(), "planned", n);
                    counts.add(
                            chunk.organization().value(),
                            chunk.campaign().value(),
                            reason.isEmpty() ? "pending" : "skipped",
                            n);
                });
        counts.write(db, slot);
        return new PlanResult(people[0], skipped, lastContact[0], ranges);
    }

    /// Two plans that count the same people at once would both find room (engine.md, D5).
    private void waitForOtherPlans(OrganizationId organization) {
        db.sql()
                .sql(
                        "SELECT pg_advisory_xact_lock(hashtextextended('frequency cap ' || CAST(:organization AS text), 0))")
                .param("organization", organization.value())
                .query((row, n) -> true)
                .single();
    }

    private UUID since(Duration length) {
        return db.sql()
                .sql("SELECT wabs_uuid_floor(clock_timestamp() - :seconds * interval '1 s')")
                .param("seconds", length.toSeconds())
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
    }

    private static UUID later(@Nullable UUID one, UUID other) {
        return one == null || SqlArrays.compare(other, one) > 0 ? other : one;
    }

    /// Cancels what is still queued among the next messages of one number.
    ///
    /// @return where to go on, null when this number is done
    public @Nullable UUID cancel(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            @Nullable UUID after,
            int size) {
        var next = next(organization, campaign, number, after, size);
        if (next.isEmpty()) return null;
        MessageLock.lock(db, next, id -> organization.value(), id -> id);
        var ids = Ids.of(next, id -> id);
        var counts = new CampaignCounts();
        db.sql()
                .sql(CANCEL)
                .param("organization", organization.value())
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    counts.change(
                            organization.value(),
                            row.getObject("id", UUID.class),
                            campaign.value(),
                            row.getInt("before"),
                            row.getInt("after"));
                });
        counts.write(db, slot);
        return next.getLast();
    }

    /// Files what is still queued among the next messages of one number under another category.
    ///
    /// @return where to go on, null when this number is done
    public @Nullable UUID recategorize(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            @Nullable UUID after,
            String category,
            int size) {
        var next = next(organization, campaign, number, after, size);
        if (next.isEmpty()) return null;
        MessageLock.lock(db, next, id -> organization.value(), id -> id);
        var ids = Ids.of(next, id -> id);
        db.sql()
                .sql(
                        """
                        UPDATE message m SET category = :category
                         WHERE m.organization_id = :organization AND m.id = ANY (:ids) AND m.id BETWEEN :least AND :greatest
                           AND m.wanted > m.attempt AND m.cancelled_at IS NULL\
                        """)
                .param("category", category)
                .param("organization", organization.value())
                .param("ids", ids.array())
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
        return next.getLast();
    }

    private List<UUID> next(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            @Nullable UUID after,
            int size) {
        return db.sql()
                .sql(NEXT)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .param("number", number.value())
                .param("after", after == null ? BEFORE_ALL : after)
                .param("size", size)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// The senders that a campaign's messages stand with.
    public List<PhoneNumberId> numbers(OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(
                        "SELECT DISTINCT phone_number_id FROM message WHERE organization_id = :organization AND campaign_id = :campaign")
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query((row, n) -> new PhoneNumberId(row.getString(1)))
                .list();
    }
}
