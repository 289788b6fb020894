package org.wabs.server.message;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Stores what people write to us, and finds the campaign message that they answer.
public final class InboundMessages {
    /// An answer without a quote counts for the last campaign message of these days.
    private static final Duration ANSWERS_WITHIN = Duration.ofDays(7);

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
    private final MetaMessages stored;
    private final Wamids wamids;
    private final Clock clock;
    private final int slot;

    public InboundMessages(PipelineDb db, NodeId node, Clock clock) {
        this.db = db;
        this.stored = new MetaMessages(db);
        this.wamids = new Wamids(db);
        this.clock = clock;
        this.slot = WriterSlot.APPLIER.of(node.value());
    }

    /// Stores a batch in the caller's transaction; a message that is there already is left as it
    /// is.
    public List<Recorded> record(List<Inbound> given) {
        if (given.isEmpty()) return List.of();
        var byId = new LinkedHashMap<MetaMessages.Id, Inbound>();
        for (var inbound : given) byId.putIfAbsent(row(inbound).id(), inbound);
        var ids = List.copyOf(byId.keySet());
        var batch = List.copyOf(byId.values());
        var fresh = stored.insert(batch.stream().map(InboundMessages::row).toList(), false);
        var answered = answered(batch);
        var campaigns = markReplied(answered);
        var recorded = new ArrayList<Recorded>();
        for (int i = 0; i < batch.size(); i++) {
            var answers = answered.get(i);
            var campaign = answers == null ? null : campaigns.get(answers);
            recorded.add(
                    new Recorded(
                            batch.get(i),
                            ids.get(i).message(),
                            fresh.contains(ids.get(i)),
                            campaign == null || answers == null ? null : answers.id(),
                            campaign));
        }
        return recorded;
    }

    private static MetaMessages.Row row(Inbound inbound) {
        return new MetaMessages.Row(
                inbound.organization(),
                inbound.phoneNumberId(),
                inbound.contactId(),
                inbound.recipientKey(),
                inbound.wamid(),
                inbound.at(),
                inbound.notice(),
                inbound.content());
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
