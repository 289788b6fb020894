package org.wabs.server.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.MessageLock;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Takes messages for sending: one statement that holds only if this node still owns the number. It
/// asks the campaign's gate, leaves out people who opted out since the plan, counts the attempt on
/// messages still wanted, books their slots and writes them into `in_flight`. Only what it returns
/// is sent.
final class Claim {
    /// What a claim found.
    ///
    /// @param owned false: another node owns the number, nothing was taken
    /// @param open false: the campaign's gate is closed, nothing was taken
    /// @param bookedUntil when the number's next free slot is
    record Taken(
            boolean owned,
            boolean open,
            List<Claimed> messages,
            Moment bookedUntil,
            Moment leaseEnds) {}

    /// Waits for a take-over under way, and then finds no row.
    private static final String FENCE =
            """
            SELECT true FROM lane
             WHERE phone_number_id = :number AND owner = :node AND epoch = :epoch AND expires_at > clock_timestamp()
               FOR NO KEY UPDATE\
            """;

    /// The position moves with the claim. The update waits for whoever closes the gate.
    private static final String CAMPAIGN_GATE =
            """
            UPDATE campaign_lane SET position = :position
             WHERE phone_number_id = :number AND campaign_id = :campaign AND state = 'RUNNING'\
            """;

    private static final String DUE_GATES =
            """
            SELECT campaign_id FROM campaign_lane
             WHERE phone_number_id = :number AND campaign_id = ANY (:campaigns) AND state IN ('RUNNING', 'DONE')
             ORDER BY campaign_id FOR SHARE\
            """;

    private static final String TAKE_OUT_DUE =
            """
            DELETE FROM send_due d
             USING unnest(:ids, :priorities, :notBefores) AS u(id, priority, not_before)
             WHERE d.phone_number_id = :number AND d.priority = u.priority AND d.not_before = u.not_before AND d.message_id = u.id
            RETURNING d.message_id\
            """;

    /// Lane and messages are locked: what this statement sees is how it is.
    private static final String TAKE =
            """
            WITH candidate AS MATERIALIZED (
                SELECT m.organization_id, m.id, m.campaign_id,
                       m.category <> 'SERVICE' AND EXISTS (
                           SELECT FROM suppression s
                            WHERE s.organization_id = m.organization_id AND s.recipient_key = m.recipient_key
                              AND (s.category = 'ALL' OR s.category = m.category)) AS opted_out
                  FROM unnest(:organizations, :ids) AS w(organization_id, id)
                  JOIN message m ON m.organization_id = w.organization_id AND m.id = w.id
                 WHERE m.id BETWEEN :least AND :greatest AND m.phone_number_id = :number
                   AND m.wanted > m.attempt AND m.cancelled_at IS NULL
                   AND m.sent_at IS NULL AND m.delivered_at IS NULL AND m.read_at IS NULL
            ), skipped AS (
                UPDATE message m SET skipped = 'OPTED_OUT', wanted = m.attempt
                  FROM candidate c
                 WHERE c.opted_out AND m.organization_id = c.organization_id AND m.id = c.id AND m.id BETWEEN :least AND :greatest
            ), claimed AS (
                UPDATE message m SET attempt = m.attempt + 1
                  FROM candidate c
                 WHERE NOT c.opted_out AND m.organization_id = c.organization_id AND m.id = c.id AND m.id BETWEEN :least AND :greatest
                RETURNING m.organization_id, m.id, m.attempt, m.campaign_id
            ), booked AS (
                UPDATE lane l
                   SET next_slot = greatest(l.next_slot, clock_timestamp() + :backlog * interval '1 us') + n.messages * CAST(:interval AS integer) * interval '1 us',
                       interval_us = :interval,
                       expires_at = clock_timestamp() + :lease * interval '1 ms'
                  FROM (SELECT count(*) AS messages FROM claimed) n
                 WHERE l.phone_number_id = :number
                RETURNING l.next_slot, l.next_slot - n.messages * CAST(:interval AS integer) * interval '1 us' AS first_slot
            ), flight AS (
                INSERT INTO in_flight (phone_number_id, organization_id, message_id, attempt, campaign_id, epoch, slot)
                SELECT :number, c.organization_id, c.id, c.attempt, c.campaign_id, :epoch,
                       b.first_slot + (row_number() OVER (ORDER BY c.id) - 1) * CAST(:interval AS integer) * interval '1 us'
                  FROM claimed c, booked b
                RETURNING organization_id, message_id, attempt, slot
            )
            SELECT c.organization_id, c.id, c.campaign_id, c.opted_out,
                   f.attempt, t.recipient, t.parameters, t.language, t.content,
                   extract(epoch FROM f.slot - clock_timestamp()) * 1000000 AS until_slot,
                   extract(epoch FROM b.next_slot - clock_timestamp()) * 1000000 AS until_next
              FROM booked b
              LEFT JOIN candidate c ON true
              LEFT JOIN flight f ON f.organization_id = c.organization_id AND f.message_id = c.id
              LEFT JOIN message_content t ON t.organization_id = c.organization_id AND t.message_id = c.id
                                         AND t.message_id BETWEEN :least AND :greatest
             ORDER BY f.slot\
            """;

    private final PipelineDb db;
    private final MessageChanges changes;
    private final PhoneNumberId number;
    private final String node;
    private final Duration lease;

    Claim(
            PipelineDb db,
            MessageChanges changes,
            PhoneNumberId number,
            String node,
            Duration lease) {
        this.db = db;
        this.changes = changes;
        this.number = number;
        this.node = node;
        this.lease = lease;
    }

    /// @param interval microseconds between two messages
    /// @param backlog microseconds until the last message claimed has left: a late slot shifts the
    ///   rest
    /// @param admit asked inside the transaction how many of the first may go by the portfolio's
    ///   limit
    Taken take(long epoch, Queued.Batch batch, int interval, long backlog, Admission admit) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var admitted = admit.firstOf(batch);
                            if (admitted.isEmpty())
                                return new Taken(
                                        true,
                                        true,
                                        List.of(),
                                        Moment.now(),
                                        Moment.now().plus(lease));
                            var taken = take(epoch, admitted, interval, backlog);
                            if (!taken.owned()) status.setRollbackOnly(); // room is the owner's
                            return taken;
                        }));
    }

    /// How many of a batch may go; the rest stays where it stands.
    @FunctionalInterface
    interface Admission {
        Queued.Batch firstOf(Queued.Batch batch);
    }

    /// Messages are locked first, as by everybody who changes them, and only then the lane, the
    /// gates and the queue: no two transactions can wait for each other.
    private Taken take(long epoch, Queued.Batch batch, int interval, long backlog) {
        var asked = Moment.now();
        MessageLock.lock(
                db, batch.messages(), message -> message.organization().value(), Queued::id);
        if (!isOwned(epoch)) return new Taken(false, true, List.of(), asked, asked);
        var wanted = pastTheGate(batch);
        if (wanted.isEmpty()) return new Taken(true, false, List.of(), asked, asked.plus(lease));
        var found = new Found(asked);
        db.sql()
                .sql(TAKE)
                .param("number", number.value())
                .param("epoch", epoch)
                .param("interval", interval)
                .param("backlog", backlog)
                .param("lease", lease.toMillis())
                .param(
                        "organizations",
                        SqlArrays.uuids(wanted, message -> message.organization().value()))
                .param("ids", SqlArrays.uuids(wanted, Queued::id))
                .param("least", batch.least())
                .param("greatest", batch.greatest())
                .query(found::add);
        changes.countSkipped(found.optedOut);
        return new Taken(true, true, found.messages, found.bookedUntil, asked.plus(lease));
    }

    private boolean isOwned(long epoch) {
        return db.sql()
                .sql(FENCE)
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .query((row, n) -> true)
                .optional()
                .isPresent();
    }

    /// Takes the batch out of its queue, as far as the campaigns' gates are open.
    private List<Queued> pastTheGate(Queued.Batch batch) {
        return switch (batch) {
            case Queued.OfCampaign(CampaignId campaign, var messages) ->
                    db.sql()
                                            .sql(CAMPAIGN_GATE)
                                            .param("position", messages.getLast().id())
                                            .param("number", number.value())
                                            .param("campaign", campaign.value())
                                            .update()
                                    == 1
                            ? messages
                            : List.of();
            case Queued.Due(var messages) -> takeOutDue(messages);
        };
    }

    private List<Queued> takeOutDue(List<Queued> messages) {
        var open =
                new HashSet<>(
                        db.sql()
                                .sql(DUE_GATES)
                                .param("number", number.value())
                                .param(
                                        "campaigns",
                                        SqlArrays.uuids(
                                                messages,
                                                message ->
                                                        message.campaign() == null
                                                                ? null
                                                                : message.campaign().value()))
                                .query((row, n) -> new CampaignId(row.getObject(1, UUID.class)))
                                .list());
        var past =
                messages.stream()
                        .filter(message ->
                                message.campaign() == null || open.contains(message.campaign()))
                        .toList();
        if (past.isEmpty()) return past;
        var taken =
                new HashSet<>(
                        db.sql()
                                .sql(TAKE_OUT_DUE)
                                .param("number", number.value())
                                .param("ids", SqlArrays.uuids(past, Queued::id))
                                .param("priorities", SqlArrays.integers(past, Queued::priority))
                                .param("notBefores", SqlArrays.times(past, Queued::notBefore))
                                .query((row, n) -> row.getObject(1, UUID.class))
                                .list());
        return past.stream().filter(message -> taken.contains(message.id())).toList();
    }

    private final class Found {
        private final Moment asked;
        private final List<Claimed> messages = new ArrayList<>();
        private final List<MessageChanges.Skipped> optedOut = new ArrayList<>();
        private Moment bookedUntil;

        Found(Moment asked) {
            this.asked = asked;
            this.bookedUntil = asked;
        }

        void add(ResultSet row) throws SQLException {
            bookedUntil = asked.plus(micros(row, "until_next"));
            var id = row.getObject("id", UUID.class);
            if (id == null) return;
            var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
            var campaign = Claimed.campaign(row.getObject("campaign_id", UUID.class));
            if (row.getBoolean("opted_out")) {
                if (campaign != null)
                    optedOut.add(new MessageChanges.Skipped(organization, campaign));
                return;
            }
            messages.add(
                    new Claimed(
                            organization,
                            new Attempt(id, row.getInt("attempt")),
                            number,
                            campaign,
                            row.getString("recipient"),
                            row.getString("parameters"),
                            row.getString("language"),
                            row.getString("content"),
                            asked.plus(micros(row, "until_slot"))));
        }

        private static Duration micros(ResultSet row, String column) throws SQLException {
            return Duration.ofNanos(Math.round(row.getDouble(column) * 1000));
        }
    }
}
