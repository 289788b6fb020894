package org.wabs.server.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Stores what people write to us, and finds the campaign message that they answer.
public final class InboundMessages {
    /// An answer without a quote counts for the last campaign message of these days.
    private static final Duration ANSWERS_WITHIN = Duration.ofDays(7);

    private static final String INSERT =
            """
            INSERT INTO message (organization_id, id, phone_number_id, contact_id, recipient_key, outbound, category, notice, wamid, accepted_at)
            SELECT organization_id, id, number, contact_id, recipient_key, false, 'SERVICE', notice, wamid, at
              FROM unnest(:organizations, :ids, :numbers, :contacts, :keys, :notices, :wamids, :ats)
                   AS u(organization_id, id, number, contact_id, recipient_key, notice, wamid, at)
             ORDER BY organization_id, id
            ON CONFLICT (organization_id, id) DO NOTHING
            RETURNING organization_id, id\
            """;

    private static final String INSERT_CONTENT =
            """
            INSERT INTO message_content (organization_id, message_id, recipient, content)
            SELECT organization_id, id, recipient_key, CAST(content AS jsonb)
              FROM unnest(:organizations, :ids, :keys, :contents) AS u(organization_id, id, recipient_key, content)
            ON CONFLICT DO NOTHING\
            """;

    private static final String LAST_CAMPAIGN_MESSAGE =
            """
            SELECT u.n, m.id
              FROM unnest(:organizations, :contacts, :numbers, :sinces, :ats, :ns) AS u(organization_id, contact_id, number, since, at, n)
              CROSS JOIN LATERAL (
                    SELECT m.id FROM message m
                     WHERE m.organization_id = u.organization_id AND m.contact_id = u.contact_id
                       AND m.id BETWEEN wabs_uuid_floor(u.since) AND wabs_uuid_floor(u.at)
                       AND m.outbound AND m.campaign_id IS NOT NULL AND m.phone_number_id = u.number
                       AND (m.accepted_at IS NOT NULL OR m.attempt > 0)
                     ORDER BY m.id DESC LIMIT 1) m\
            """;

    private static final String REPLIED =
            """
            WITH former AS MATERIALIZED (
                SELECT m.organization_id, m.id, u.at, message_figures(m) AS before
                  FROM unnest(:organizations, :ids, :ats) AS u(organization_id, id, at)
                  JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id
                 WHERE m.id BETWEEN :least AND :greatest AND m.outbound
            )
            UPDATE message m SET replied_at = least(m.replied_at, f.at)
              FROM former f
             WHERE m.organization_id = f.organization_id AND m.id = f.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.organization_id, m.id, m.campaign_id, f.before, message_figures(m) AS after\
            """;

    private final PipelineDb db;
    private final Wamids wamids;
    private final Clock clock;
    private final int slot;

    public InboundMessages(PipelineDb db, NodeId node, Clock clock) {
        this.db = db;
        this.wamids = new Wamids(db);
        this.clock = clock;
        this.slot = WriterSlot.APPLIER.of(node.value());
    }

    /// Stores a batch in the caller's transaction; a message that is there already is left as it
    /// is.
    public List<Recorded> record(List<Inbound> given) {
        if (given.isEmpty()) return List.of();
        var byId = new LinkedHashMap<Message, Inbound>();
        for (var inbound : given) {
            byId.putIfAbsent(new Message(inbound.organization().value(), idOf(inbound)), inbound);
        }
        var messages = List.copyOf(byId.keySet());
        var ids = messages.stream().map(Message::id).toList();
        var batch = List.copyOf(byId.values());
        var fresh = insert(ids, batch);
        var answered = answered(batch);
        var campaigns = markReplied(answered);
        var recorded = new ArrayList<Recorded>();
        for (int i = 0; i < batch.size(); i++) {
            var answers = answered.get(i);
            var campaign = answers == null ? null : campaigns.get(answers);
            recorded.add(
                    new Recorded(
                            batch.get(i),
                            ids.get(i),
                            fresh.contains(messages.get(i)),
                            campaign == null || answers == null ? null : answers.id(),
                            campaign));
        }
        return recorded;
    }

    /// The same message gets the same id, so that its repetition collides with the primary key.
    static UUID idOf(Inbound inbound) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (inbound.phoneNumberId().value()
                                                    + " "
                                                    + inbound.wamid().value())
                                            .getBytes(StandardCharsets.UTF_8));
            var buffer = java.nio.ByteBuffer.wrap(hash);
            long high = inbound.at().toEpochMilli() << 16 | 0x7000 | buffer.getShort() & 0x0fff;
            long low = 0x8000000000000000L | buffer.getLong() & 0x3fffffffffffffffL;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    private Set<Message> insert(List<UUID> ids, List<Inbound> batch) {
        var organizations = SqlArrays.uuids(batch, inbound -> inbound.organization().value());
        var fresh =
                new HashSet<>(
                        db.sql()
                                .sql(INSERT)
                                .param("organizations", organizations)
                                .param("ids", SqlArrays.uuids(ids, id -> id))
                                .param(
                                        "numbers",
                                        SqlArrays.texts(
                                                batch, inbound -> inbound.phoneNumberId().value()))
                                .param("contacts", SqlArrays.uuids(batch, Inbound::contactId))
                                .param("keys", SqlArrays.texts(batch, Inbound::recipientKey))
                                .param("notices", SqlArrays.booleans(batch, Inbound::notice))
                                .param(
                                        "wamids",
                                        SqlArrays.texts(batch, inbound -> inbound.wamid().value()))
                                .param("ats", SqlArrays.times(batch, Inbound::at))
                                .query((row, n) ->
                                        new Message(
                                                row.getObject("organization_id", UUID.class),
                                                row.getObject("id", UUID.class)))
                                .list());
        fresh.forEach(message ->
                db.changes()
                        .note(
                                new OrganizationId(message.organization),
                                Subject.MESSAGE,
                                message.id));
        db.sql()
                .sql(INSERT_CONTENT)
                .param("organizations", organizations)
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .param("keys", SqlArrays.texts(batch, Inbound::recipientKey))
                .param("contents", SqlArrays.texts(batch, inbound -> inbound.content().toString()))
                .update();
        var refs = new ArrayList<Wamids.Ref>();
        for (int i = 0; i < batch.size(); i++) {
            refs.add(
                    new Wamids.Ref(
                            batch.get(i).organization(),
                            batch.get(i).wamid(),
                            new Attempt(ids.get(i), 1)));
        }
        wamids.remember(refs);
        return fresh;
    }

    private record Message(UUID organization, UUID id) {}

    /// By position in the batch: the campaign message that is answered.
    private Map<Integer, Message> answered(List<Inbound> batch) {
        var quoted =
                wamids.find(
                        batch.stream()
                                .filter(inbound -> inbound.context() != null)
                                .map(inbound ->
                                        new Wamids.Known(
                                                inbound.organization(),
                                                java.util.Objects.requireNonNull(
                                                        inbound.context())))
                                .toList(),
                        clock.instant());
        var answered = new HashMap<Integer, Message>();
        var open = new ArrayList<Integer>();
        for (int i = 0; i < batch.size(); i++) {
            var inbound = batch.get(i);
            if (inbound.notice()) continue; // says nothing to anybody
            var context = inbound.context();
            var attempt =
                    context == null
                            ? null
                            : quoted.get(new Wamids.Known(inbound.organization(), context));
            if (attempt == null) open.add(i);
            else answered.put(i, new Message(inbound.organization().value(), attempt.message()));
        }
        if (!open.isEmpty()) findLast(batch, open, answered);
        return answered;
    }

    private void findLast(List<Inbound> batch, List<Integer> open, Map<Integer, Message> answered) {
        db.sql()
                .sql(LAST_CAMPAIGN_MESSAGE)
                .param(
                        "organizations",
                        SqlArrays.uuids(open, i -> batch.get(i).organization().value()))
                .param("contacts", SqlArrays.uuids(open, i -> batch.get(i).contactId()))
                .param("numbers", SqlArrays.texts(open, i -> batch.get(i).phoneNumberId().value()))
                .param(
                        "sinces",
                        SqlArrays.times(open, i -> batch.get(i).at().minus(ANSWERS_WITHIN)))
                // Meta's clock has seconds: what we planned within this one may be answered already
                .param("ats", SqlArrays.times(open, i -> batch.get(i).at().plusSeconds(2)))
                .param("ns", SqlArrays.integers(open, i -> i))
                .query(row -> {
                    int i = row.getInt("n");
                    answered.put(
                            i,
                            new Message(
                                    batch.get(i).organization().value(),
                                    row.getObject("id", UUID.class)));
                });
    }

    private Map<Message, CampaignId> markReplied(Map<Integer, Message> answered) {
        var campaigns = new HashMap<Message, CampaignId>();
        if (answered.isEmpty()) return campaigns;
        var messages = List.copyOf(new HashSet<>(answered.values()));
        var ids = Ids.of(messages, Message::id);
        MessageLock.lock(db, messages, Message::organization, Message::id);
        var counts = new CampaignCounts();
        db.sql()
                .sql(REPLIED)
                .param("organizations", SqlArrays.uuids(messages, Message::organization))
                .param("ids", ids.array())
                .param("ats", SqlArrays.times(messages, message -> clock.instant()))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    var organization = row.getObject("organization_id", UUID.class);
                    var campaign = row.getObject("campaign_id", UUID.class);
                    var id = row.getObject("id", UUID.class);
                    counts.change(
                            organization, id, campaign, row.getInt("before"), row.getInt("after"));
                    if (campaign != null)
                        campaigns.put(new Message(organization, id), new CampaignId(campaign));
                });
        counts.write(db, slot);
        return campaigns;
    }
}
