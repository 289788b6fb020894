package org.wabs.server.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.CampaignId;
import org.wabs.server.message.MessageChanges;
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

    private static final String FENCE =
            """
            WITH fence AS MATERIALIZED (
                SELECT l.phone_number_id FROM lane l
                 WHERE l.phone_number_id = :number AND l.owner = :node AND l.epoch = :epoch AND l.expires_at > clock_timestamp()
                   FOR NO KEY UPDATE
            ),\
            """;

    /// A campaign's next messages: the position moves with the claim. The update waits for whoever
    /// closes the gate.
    private static final String CAMPAIGN_GATE =
            """
            open AS (
                UPDATE campaign_lane g SET position = :position
                  FROM fence f
                 WHERE g.phone_number_id = f.phone_number_id AND g.campaign_id = :campaign AND g.state = 'RUNNING'
                RETURNING g.campaign_id
            ), wanted AS (
                SELECT u.organization_id, u.id FROM unnest(:organizations, :ids) AS u(organization_id, id), open
            ),\
            """;

    private static final String DUE_GATE =
            """
            gate AS MATERIALIZED (
                SELECT g.campaign_id FROM campaign_lane g JOIN fence f USING (phone_number_id)
                 WHERE g.campaign_id = ANY (:campaigns) AND g.state IN ('RUNNING', 'DONE')
                   FOR SHARE OF g
            ), open AS (
                DELETE FROM send_due d
                 USING fence f, unnest(:organizations, :ids, :priorities, :notBefores) AS u(organization_id, id, priority, not_before)
                 WHERE d.phone_number_id = f.phone_number_id AND d.priority = u.priority AND d.not_before = u.not_before AND d.message_id = u.id
                   AND (d.campaign_id IS NULL OR d.campaign_id IN (SELECT campaign_id FROM gate))
                RETURNING d.organization_id, d.message_id
            ), wanted AS (
                SELECT organization_id, message_id AS id FROM open
            ),\
            """;

    private static final String TAKE =
            """
            candidate AS MATERIALIZED (
                SELECT m.organization_id, m.id, m.campaign_id,
                       m.category <> 'SERVICE' AND EXISTS (
                           SELECT FROM suppression s
                            WHERE s.organization_id = m.organization_id AND s.recipient_key = m.recipient_key
                              AND (s.category = 'ALL' OR s.category = m.category)) AS opted_out
                  FROM wanted w JOIN message m ON m.organization_id = w.organization_id AND m.id = w.id
                 WHERE m.id BETWEEN :least AND :greatest AND m.phone_number_id = :number
                   AND m.wanted > m.attempt AND m.cancelled_at IS NULL
                   AND m.sent_at IS NULL AND m.delivered_at IS NULL AND m.read_at IS NULL
                 ORDER BY m.organization_id, m.id
                   FOR NO KEY UPDATE OF m
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
                   SET next_slot = greatest(l.next_slot, clock_timestamp()) + n.messages * CAST(:interval AS integer) * interval '1 us',
                       interval_us = :interval,
                       expires_at = clock_timestamp() + :lease * interval '1 ms'
                  FROM fence f, (SELECT count(*) AS messages FROM claimed) n
                 WHERE l.phone_number_id = f.phone_number_id
                RETURNING l.next_slot, l.next_slot - n.messages * CAST(:interval AS integer) * interval '1 us' AS first_slot
            ), flight AS (
                INSERT INTO in_flight (phone_number_id, organization_id, message_id, attempt, campaign_id, epoch, slot)
                SELECT :number, c.organization_id, c.id, c.attempt, c.campaign_id, :epoch,
                       b.first_slot + (row_number() OVER (ORDER BY c.id) - 1) * CAST(:interval AS integer) * interval '1 us'
                  FROM claimed c, booked b
                RETURNING organization_id, message_id, attempt, slot
            )
            SELECT EXISTS (SELECT FROM open) AS open, c.organization_id, c.id, c.campaign_id, c.opted_out,
                   f.attempt, t.recipient, t.parameters, t.content,
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
    /// @param admit asked inside the transaction how many of the first may go by the portfolio's
    ///   limit
    Taken take(long epoch, Queued.Batch batch, int interval, Admission admit) {
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
                            return take(epoch, admitted, interval);
                        }));
    }

    /// How many of a batch may go; the rest stays where it stands.
    @FunctionalInterface
    interface Admission {
        Queued.Batch firstOf(Queued.Batch batch);
    }

    private Taken take(long epoch, Queued.Batch batch, int interval) {
        var asked = Moment.now();
        var found = new Found(asked);
        statement(batch)
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .param("interval", interval)
                .param("lease", lease.toMillis())
                .param(
                        "organizations",
                        SqlArrays.uuids(
                                batch.messages(), message -> message.organization().value()))
                .param("ids", SqlArrays.uuids(batch.messages(), Queued::id))
                .param("least", batch.least())
                .param("greatest", batch.greatest())
                .query(found::add);
        changes.countSkipped(found.optedOut);
        return new Taken(
                found.owned, found.open, found.messages, found.bookedUntil, asked.plus(lease));
    }

    private StatementSpec statement(Queued.Batch batch) {
        return switch (batch) {
            case Queued.OfCampaign(CampaignId campaign, var messages) ->
                    db.sql()
                            .sql(FENCE + CAMPAIGN_GATE + TAKE)
                            .param("campaign", campaign.value())
                            .param("position", messages.getLast().id());
            case Queued.Due(var messages) ->
                    db.sql()
                            .sql(FENCE + DUE_GATE + TAKE)
                            .param(
                                    "campaigns",
                                    SqlArrays.uuids(
                                            messages,
                                            message ->
                                                    message.campaign() == null
                                                            ? null
                                                            : message.campaign().value()))
                            .param("priorities", SqlArrays.integers(messages, Queued::priority))
                            .param("notBefores", SqlArrays.times(messages, Queued::notBefore));
        };
    }

    private final class Found {
        private final Moment asked;
        private final List<Claimed> messages = new ArrayList<>();
        private final List<MessageChanges.Skipped> optedOut = new ArrayList<>();
        private boolean owned;
        private boolean open;
        private Moment bookedUntil;

        Found(Moment asked) {
            this.asked = asked;
            this.bookedUntil = asked;
        }

        void add(ResultSet row) throws SQLException {
            owned = true;
            open = row.getBoolean("open");
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
                            row.getString("content"),
                            asked.plus(micros(row, "until_slot"))));
        }

        private static Duration micros(ResultSet row, String column) throws SQLException {
            return Duration.ofNanos(Math.round(row.getDouble(column) * 1000));
        }
    }
}
