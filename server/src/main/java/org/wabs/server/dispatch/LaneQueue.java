package org.wabs.server.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;

/// What stands in the queues of one number: first what is due by itself, then its running campaigns
/// in turn. Belongs to the lane's thread. Read-ahead holds ids only; the claim asks again whether
/// each is still wanted.
final class LaneQueue {
    private static final int READ_AHEAD = 1_000;
    private static final Duration REFRESH = Duration.ofMillis(500);

    private static final String DUE =
            """
            SELECT d.organization_id, d.message_id, d.campaign_id, d.priority, d.not_before, m.recipient_key
              FROM send_due d
              JOIN message m ON m.organization_id = d.organization_id AND m.id = d.message_id
              LEFT JOIN campaign_lane g ON g.phone_number_id = d.phone_number_id AND g.campaign_id = d.campaign_id
             WHERE d.phone_number_id = :number AND d.not_before <= statement_timestamp()
               AND (d.campaign_id IS NULL OR g.state IN ('RUNNING', 'DONE'))
               AND (NOT :full OR \
            """
                    + Portfolio.FREE
                    + """
                    )
                     ORDER BY d.priority, d.not_before, d.message_id
                     LIMIT :limit\
                    """;

    private static final String RUNNING =
            """
            SELECT campaign_id, organization_id, position, last_id, template, interval_millis FROM campaign_lane
             WHERE phone_number_id = :number AND state = 'RUNNING' ORDER BY campaign_id\
            """;

    private static final String NEXT =
            """
            SELECT m.id, m.recipient_key, m.wanted > m.attempt AS wanted
              FROM message m
             WHERE m.organization_id = :organization AND m.campaign_id = :campaign AND m.phone_number_id = :number
               AND m.id > :after AND m.id <= :last
             ORDER BY m.id
             LIMIT :limit\
            """;

    private static final String TEMPLATE =
            """
            SELECT template FROM campaign_lane WHERE phone_number_id = :number AND campaign_id = :campaign\
            """;

    private static final String DONE =
            """
            UPDATE campaign_lane SET state = 'DONE', position = :position
             WHERE phone_number_id = :number AND campaign_id = :campaign AND state = 'RUNNING'\
            """;

    private static final class Campaign {
        final OrganizationId organization;
        final CampaignId id;
        final UUID last;
        final @Nullable Duration interval;
        final ArrayDeque<Queued> ahead = new ArrayDeque<>();
        UUID readTo;

        Campaign(
                OrganizationId organization,
                CampaignId id,
                UUID position,
                UUID last,
                @Nullable Duration interval) {
            this.organization = organization;
            this.id = id;
            this.readTo = position;
            this.last = last;
            this.interval = interval;
        }
    }

    private final PipelineDb db;
    private final ObjectMapper json;
    private final PhoneNumberId number;
    private final Map<CampaignId, Campaign> running = new LinkedHashMap<>();
    private final Map<CampaignId, TemplateSnapshot> templates = new LinkedHashMap<>();
    private final Throttle throttle = new Throttle();
    private @Nullable Moment refreshAt;
    private @Nullable Moment fullUntil;

    LaneQueue(PipelineDb db, ObjectMapper json, PhoneNumberId number) {
        this.db = db;
        this.json = json;
        this.number = number;
    }

    /// @return empty when nothing is to be sent now
    Optional<Queued.Batch> next(int size) {
        var due = due(size);
        if (!due.isEmpty()) return Optional.of(new Queued.Due(due));
        if (isFull()) return Optional.empty();
        refresh();
        for (int turn = running.size(); turn > 0; turn--) {
            var campaign = running.values().iterator().next();
            running.remove(
                    campaign.id); // to the end of the line: campaigns of one number take turns
            if (!throttle.isDue(campaign.id)) {
                running.put(campaign.id, campaign);
                continue;
            }
            var messages = next(campaign, Throttle.batch(campaign.interval, size));
            if (!messages.isEmpty()) {
                running.put(campaign.id, campaign);
                throttle.took(campaign.id, campaign.interval, messages.size());
                return Optional.of(new Queued.OfCampaign(campaign.id, messages));
            }
            done(campaign);
        }
        return Optional.empty();
    }

    /// Whether there is something to send, only not yet: a campaign keeps to its own pace.
    boolean waits() {
        return running.keySet().stream().anyMatch(id -> !throttle.isDue(id));
    }

    /// What is due and belongs to no campaign.
    List<Queued> dueSingles(int size) {
        return due(size).stream().filter(one -> one.campaign() == null).toList();
    }

    /// Puts back what was not taken, at the head of its campaign. What was due still stands in
    /// `send_due`.
    void untaken(Queued.Batch batch, int taken) {
        if (!(batch instanceof Queued.OfCampaign(var id, var messages))) return;
        var campaign = running.get(id);
        if (campaign == null) return;
        for (var message : messages.subList(taken, messages.size()).reversed())
            campaign.ahead.addFirst(message);
    }

    /// The portfolio has no room: until then only what Meta does not count.
    void full(Moment until) {
        fullUntil = until;
    }

    private boolean isFull() {
        return fullUntil != null && !fullUntil.hasPassed();
    }

    /// Forgets what was read: a gate has changed, or others may have worked meanwhile.
    void forget() {
        running.clear();
        refreshAt = null;
        fullUntil = null;
    }

    TemplateSnapshot template(CampaignId campaign) {
        return templates.computeIfAbsent(
                campaign,
                id ->
                        db.sql()
                                .sql(TEMPLATE)
                                .param("number", number.value())
                                .param("campaign", id.value())
                                .query((row, n) ->
                                        json.readValue(
                                                row.getString("template"), TemplateSnapshot.class))
                                .single());
    }

    private List<Queued> due(int size) {
        return db.sql()
                .sql(DUE)
                .param("number", number.value())
                .param("limit", size)
                .param("full", isFull())
                .query((row, n) ->
                        new Queued(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                row.getObject("message_id", UUID.class),
                                Claimed.campaign(row.getObject("campaign_id", UUID.class)),
                                row.getString("recipient_key"),
                                row.getInt("priority"),
                                row.getObject("not_before", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void refresh() {
        if (refreshAt != null && !refreshAt.hasPassed()) return;
        refreshAt = Moment.now().plus(REFRESH);
        var seen = new ArrayList<CampaignId>();
        db.sql()
                .sql(RUNNING)
                .param("number", number.value())
                .query(row -> {
                    var id = new CampaignId(row.getObject("campaign_id", UUID.class));
                    seen.add(id);
                    if (running.containsKey(id)) return;
                    running.put(
                            id,
                            new Campaign(
                                    new OrganizationId(
                                            row.getObject("organization_id", UUID.class)),
                                    id,
                                    row.getObject("position", UUID.class),
                                    row.getObject("last_id", UUID.class),
                                    interval(row.getObject("interval_millis", Integer.class))));
                    templates.put(
                            id, json.readValue(row.getString("template"), TemplateSnapshot.class));
                });
        running.keySet().retainAll(seen);
        throttle.keepOnly(seen);
        if (templates.size() > 100) templates.keySet().retainAll(seen);
    }

    private static @Nullable Duration interval(@Nullable Integer millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private List<Queued> next(Campaign campaign, int size) {
        if (campaign.ahead.isEmpty()) readAhead(campaign);
        var messages = new ArrayList<Queued>();
        while (messages.size() < size && !campaign.ahead.isEmpty())
            messages.add(campaign.ahead.removeFirst());
        return messages;
    }

    private void readAhead(Campaign campaign) {
        int[] rows = {1};
        while (campaign.ahead.isEmpty() && rows[0] > 0) {
            rows[0] = 0;
            db.sql()
                    .sql(NEXT)
                    .param("organization", campaign.organization.value())
                    .param("campaign", campaign.id.value())
                    .param("number", number.value())
                    .param("after", campaign.readTo)
                    .param("last", campaign.last)
                    .param("limit", READ_AHEAD)
                    .query(row -> {
                        rows[0]++;
                        campaign.readTo = row.getObject("id", UUID.class);
                        if (row.getBoolean("wanted")) {
                            campaign.ahead.add(
                                    new Queued(
                                            campaign.organization,
                                            campaign.readTo,
                                            campaign.id,
                                            row.getString("recipient_key"),
                                            -1,
                                            Instant.EPOCH));
                        }
                    });
        }
    }

    private void done(Campaign campaign) {
        db.sql()
                .sql(DONE)
                .param("position", campaign.last)
                .param("number", number.value())
                .param("campaign", campaign.id.value())
                .update();
    }
}
