package org.wabs.server.dispatch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.IdRange;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;

/// What campaigns ask of the sending engine. A campaign's messages in id order are its queue on
/// each number; its gate is asked by every claim, so closing it holds from the next claim on. All
/// in the caller's transaction of [PipelineDb] if there is one.
public final class CampaignLanes {
    /// What of a campaign is on its way.
    ///
    /// @param sending handed to a sender, no answer yet
    /// @param inDoubt may have been sent, nobody knows
    /// @param due retries that wait for their time
    /// @param fullUntil when Meta's messaging limit next has room; absent unless it is reached
    public record Progress(long sending, long inDoubt, long due, @Nullable Instant fullUntil) {}

    private static final String LANE_IS_OURS =
            "SELECT organization_id = :organization FROM lane WHERE phone_number_id = :number";

    private static final String LANE =
            """
            INSERT INTO lane (phone_number_id, organization_id) VALUES (:number, :organization)
            ON CONFLICT (phone_number_id) DO NOTHING\
            """;

    private static final String LANE_CHANGES_HANDS =
            "UPDATE lane SET organization_id = :organization WHERE phone_number_id = :number";

    private static final String OPEN =
            """
            INSERT INTO campaign_lane (phone_number_id, campaign_id, organization_id, state, position, last_id, template, interval_millis)
            VALUES (:number, :campaign, :organization, 'RUNNING', :before, :last, CAST(:template AS jsonb), CAST(:interval AS integer))\
            """;

    private static final String PAUSE =
            """
            UPDATE campaign_lane SET state = 'PAUSED'
             WHERE organization_id = :organization AND campaign_id = :campaign AND state IN ('RUNNING', 'DONE')\
            """;

    /// What failed before is settled: failures count from here on.
    private static final String RESUME =
            """
            UPDATE campaign_lane SET state = 'RUNNING', watched_after = position
             WHERE organization_id = :organization AND campaign_id = :campaign AND state = 'PAUSED'
            RETURNING phone_number_id\
            """;

    /// A person says go on: what the number waited for is settled.
    private static final String END_PAUSE =
            """
            UPDATE lane SET paused_until = '-infinity', pause_code = NULL, pause_reason = NULL
             WHERE phone_number_id = ANY (:numbers) AND paused_until > clock_timestamp()\
            """;

    private static final String WAITS =
            """
            SELECT l.phone_number_id, l.paused_until, l.pause_code, l.pause_reason
              FROM campaign_lane g JOIN lane l ON l.phone_number_id = g.phone_number_id
             WHERE g.organization_id = :organization AND g.campaign_id = :campaign AND g.state IN ('RUNNING', 'DONE')
               AND l.paused_until > clock_timestamp() AND isfinite(l.paused_until)
             ORDER BY l.phone_number_id\
            """;

    private static final String CANCEL =
            """
            UPDATE campaign_lane SET state = 'CANCELLED'
             WHERE organization_id = :organization AND campaign_id = :campaign AND state <> 'CANCELLED'\
            """;

    private static final String DROP_DUE =
            "DELETE FROM send_due WHERE organization_id = :organization AND campaign_id = :campaign";

    private static final String PROGRESS =
            """
            SELECT count(*) FILTER (WHERE doubt_since IS NULL) AS sending, count(*) FILTER (WHERE doubt_since IS NOT NULL) AS in_doubt,
                   (SELECT count(*) FROM send_due d WHERE d.organization_id = :organization AND d.campaign_id = :campaign) AS due,
                   (SELECT max(l.full_until) FROM campaign_lane c JOIN lane l ON l.phone_number_id = c.phone_number_id
                     WHERE c.organization_id = :organization AND c.campaign_id = :campaign AND c.state = 'RUNNING'
                       AND l.full_until > clock_timestamp()) AS full_until
              FROM in_flight f WHERE f.organization_id = :organization AND f.campaign_id = :campaign\
            """;

    private static final String DRAINED =
            """
            SELECT NOT EXISTS (SELECT FROM campaign_lane WHERE organization_id = :organization AND campaign_id = :campaign AND state IN ('RUNNING', 'PAUSED'))
               AND NOT EXISTS (SELECT FROM send_due WHERE organization_id = :organization AND campaign_id = :campaign)
               AND NOT EXISTS (SELECT FROM in_flight WHERE organization_id = :organization AND campaign_id = :campaign AND doubt_since IS NULL)\
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final PipelineDb db;
    private final ObjectMapper json;
    private final Consumer<PhoneNumberId> wake;

    /// @param wake tells this node's lane of a number that there is something to do
    CampaignLanes(PipelineDb db, ObjectMapper json, Consumer<PhoneNumberId> wake) {
        this.db = db;
        this.json = json;
        this.wake = wake;
    }

    /// Opens a planned campaign for sending. Only now do the lanes see it, so nothing can be
    /// planned behind their position.
    ///
    /// @param perMinute messages, over all numbers; null: as the numbers' own pace
    public void open(
            OrganizationId organization,
            CampaignId campaign,
            TemplateSnapshot template,
            Map<PhoneNumberId, IdRange> ranges,
            @Nullable Integer perMinute) {
        var text = json.writeValueAsString(template);
        var interval = perMinute == null ? null : interval(perMinute, ranges.values());
        ranges.forEach((number, range) -> {
            if (range.queued() == 0) return;
            ensureLane(organization, number);
            db.sql()
                    .sql(OPEN)
                    .param("number", number.value())
                    .param("campaign", campaign.value())
                    .param("organization", organization.value())
                    .param("before", BEFORE_ALL)
                    .param("last", range.last())
                    .param("template", text)
                    .param("interval", interval)
                    .update();
        });
        wakeAfterCommit(List.copyOf(ranges.keySet()));
    }

    /// Milliseconds on each number, all of which send at once.
    private static int interval(int perMinute, Collection<IdRange> ranges) {
        long sending = ranges.stream().filter(range -> range.queued() > 0).count();
        return Math.toIntExact(Math.max(1, sending * 60_000 / perMinute));
    }

    /// Locks nothing when the lane is there: messages are written before, which the owner of the
    /// lane and the webhooks lock after it.
    void ensureLane(OrganizationId organization, PhoneNumberId number) {
        var ours =
                lane(LANE_IS_OURS, organization, number)
                        .query((row, n) -> row.getBoolean(1))
                        .optional();
        if (ours.isEmpty()) lane(LANE, organization, number).update();
        else if (!ours.get()) lane(LANE_CHANGES_HANDS, organization, number).update();
    }

    private JdbcClient.StatementSpec lane(
            String sql, OrganizationId organization, PhoneNumberId number) {
        return db.sql()
                .sql(sql)
                .param("organization", organization.value())
                .param("number", number.value());
    }

    void wakeAfterCommit(List<PhoneNumberId> numbers) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            numbers.forEach(wake);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        numbers.forEach(wake);
                    }
                });
    }

    /// @return messages that were under way already and will still arrive
    public int pause(OrganizationId organization, CampaignId campaign) {
        update(PAUSE, organization, campaign);
        return (int) progress(organization, campaign).sending();
    }

    /// A person says go on: also what the numbers waited for is settled.
    public void resume(OrganizationId organization, CampaignId campaign) {
        var numbers = opened(organization, campaign);
        db.sql()
                .sql(END_PAUSE)
                .param(
                        "numbers",
                        org.wabs.server.platform.sql.SqlArrays.texts(numbers, PhoneNumberId::value))
                .update();
        wakeAfterCommit(numbers);
    }

    /// Closes the gate for a while, as [#pause] does; [#goOn] opens it.
    public void rest(OrganizationId organization, CampaignId campaign) {
        update(PAUSE, organization, campaign);
    }

    /// Opens the gate by itself: what a number waits for stays as it is.
    public void goOn(OrganizationId organization, CampaignId campaign) {
        wakeAfterCommit(opened(organization, campaign));
    }

    private List<PhoneNumberId> opened(OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(RESUME)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query((row, n) -> new PhoneNumberId(row.getString(1)))
                .list();
    }

    /// Closes the gate for good. The messages themselves are cancelled by the campaign, in chunks.
    ///
    /// @return messages that were under way already and will still arrive
    public int cancel(OrganizationId organization, CampaignId campaign) {
        update(CANCEL, organization, campaign);
        update(DROP_DUE, organization, campaign);
        return (int) progress(organization, campaign).sending();
    }

    /// A number that waits, and its campaigns with it; it goes on by itself.
    ///
    /// @param code Meta's, if an answer of theirs is the cause
    public record Wait(
            PhoneNumberId number, Instant until, @Nullable Integer code, @Nullable String reason) {}

    /// What the numbers of a campaign wait for now.
    public List<Wait> waits(OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(WAITS)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query((row, n) ->
                        new Wait(
                                new PhoneNumberId(row.getString("phone_number_id")),
                                row.getObject("paused_until", OffsetDateTime.class).toInstant(),
                                row.getObject("pause_code", Integer.class),
                                row.getString("pause_reason")))
                .list();
    }

    public Progress progress(OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(PROGRESS)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query((row, n) ->
                        new Progress(
                                row.getLong("sending"),
                                row.getLong("in_doubt"),
                                row.getLong("due"),
                                instant(row.getObject("full_until", OffsetDateTime.class))))
                .single();
    }

    /// Nothing queued, sending or due. What is in doubt or held may still change the figures.
    public boolean isDrained(OrganizationId organization, CampaignId campaign) {
        return db.sql()
                .sql(DRAINED)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private void update(String sql, OrganizationId organization, CampaignId campaign) {
        db.sql()
                .sql(sql)
                .param("organization", organization.value())
                .param("campaign", campaign.value())
                .update();
    }
}
