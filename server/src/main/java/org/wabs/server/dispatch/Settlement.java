package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.audit.Audit;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.MessageChanges.Decision;
import org.wabs.server.message.MessageEvent;
import org.wabs.server.message.MessageEvents;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// The rule for doubt. Silence is no proof that a message was not sent; it is a policy with
/// conditions that can be checked, and it applies once to a message. A message is sent once more
/// only if
///
/// 1. it belongs to a campaign that is still open, and is no authentication code;
/// 2. nothing of that campaign is held by Meta;
/// 3. at least 20 later messages of the same campaign and number were reported as sent;
/// 4. webhooks could come in without a gap for the settle time since the doubt began (after a gap:
///    four times its length, if longer).
///
/// Everything else waits, visible, for a webhook or a person.
final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final int LATER = 20;
    private static final int BATCH = 500;

    private static final String ONE_NODE =
            "SELECT pg_try_advisory_xact_lock(hashtext('wabs settlement'))";

    /// Facts came in by webhook: the doubt is over. What somebody else is working on is left for
    /// the next time: others lock the message first and this statement does not.
    private static final String CLEARED =
            """
            DELETE FROM in_flight
             WHERE (organization_id, message_id, attempt) IN (
            SELECT f.organization_id, f.message_id, f.attempt
              FROM in_flight f
              JOIN message m ON m.organization_id = f.organization_id AND m.id = f.message_id
             WHERE f.doubt_since IS NOT NULL
               AND (m.accepted_at IS NOT NULL OR m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL
                    OR m.failed_attempt >= f.attempt OR m.attempt > f.attempt OR m.cancelled_at IS NOT NULL)
               FOR UPDATE OF f SKIP LOCKED)\
            """;

    private static final String DUE =
            """
            SELECT f.organization_id, f.message_id, f.attempt, f.phone_number_id, f.campaign_id
              FROM in_flight f
              JOIN intake_clock k ON true
              JOIN message m ON m.organization_id = f.organization_id AND m.id = f.message_id
              JOIN campaign_lane g ON g.phone_number_id = f.phone_number_id AND g.campaign_id = f.campaign_id
             WHERE f.doubt_since IS NOT NULL
               AND k.beats - greatest(f.doubt_beat, CASE WHEN k.gap_ended_at > f.claimed_at THEN k.gap_beat ELSE 0 END)
                   >= greatest(:settleSeconds, CASE WHEN k.gap_ended_at > f.claimed_at THEN 4 * k.gap_seconds ELSE 0 END)
               AND g.state IN ('RUNNING', 'DONE')
               AND m.category <> 'AUTHENTICATION' AND NOT m.resent AND m.attempt = f.attempt AND m.wanted <= m.attempt
               AND (SELECT coalesce(sum(c.held), 0) FROM campaign_count c
                     WHERE c.organization_id = f.organization_id AND c.campaign_id = f.campaign_id) = 0
               AND (SELECT count(*) FROM (
                        SELECT FROM message l
                         WHERE l.organization_id = f.organization_id AND l.campaign_id = f.campaign_id
                           AND l.phone_number_id = f.phone_number_id AND l.id > f.message_id AND l.id <= g.position
                           AND l.sent_at IS NOT NULL LIMIT :later) AS reported) >= :later
             ORDER BY f.organization_id, f.message_id
             LIMIT :batch\
            """;

    private static final String TAKE_OUT =
            """
            DELETE FROM in_flight f
             USING unnest(:organizations, :ids, :attempts) AS u(organization_id, message_id, attempt)
             WHERE f.organization_id = u.organization_id AND f.message_id = u.message_id AND f.attempt = u.attempt\
            """;

    private static final String FIND =
            """
            SELECT f.organization_id, f.message_id, f.attempt, f.phone_number_id, f.campaign_id
              FROM in_flight f WHERE f.organization_id = :organization AND f.message_id = :id AND f.doubt_since IS NOT NULL
               AND NOT (:resend AND EXISTS (SELECT FROM campaign_lane g
                                             WHERE g.organization_id = f.organization_id AND g.campaign_id = f.campaign_id AND g.state = 'CANCELLED'))
             ORDER BY f.attempt DESC LIMIT 1\
            """;

    private record InDoubt(
            OrganizationId organization,
            Attempt attempt,
            PhoneNumberId number,
            @Nullable UUID campaign) {
        Decision decision() {
            return new Decision(organization, attempt);
        }
    }

    private final PipelineDb db;
    private final MessageChanges changes;
    private final MessageEvents events;
    private final SendDue due;
    private final Audit audit;
    private final Clock clock;
    private final Duration settleTime;

    Settlement(
            PipelineDb db, MessageChanges changes, Audit audit, Clock clock, Duration settleTime) {
        this.db = db;
        this.changes = changes;
        this.events = new MessageEvents(db);
        this.due = new SendDue(db);
        this.audit = audit;
        this.clock = clock;
        this.settleTime = settleTime;
    }

    /// Applies the rule to whatever is due. One node at a time.
    ///
    /// @return how many messages are sent once more
    int settle() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            if (!db.sql()
                                    .sql(ONE_NODE)
                                    .query((row, n) -> row.getBoolean(1))
                                    .single()) return 0;
                            db.sql().sql(CLEARED).update();
                            var found =
                                    db.sql()
                                            .sql(DUE)
                                            .param(
                                                    "settleSeconds",
                                                    Math.max(1, settleTime.toSeconds()))
                                            .param("later", LATER)
                                            .param("batch", BATCH)
                                            .query((row, n) -> inDoubt(row))
                                            .list();
                            sendOnceMore(found, true, MessageEvent.Kind.SENT_ONCE_MORE);
                            if (!found.isEmpty())
                                log.info(
                                        "Messages in doubt are sent once more count={}",
                                        found.size());
                            return found.size();
                        }));
    }

    boolean exists(OrganizationId organization, UUID message) {
        return db.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM message WHERE organization_id = :organization AND id = :id)")
                .param("organization", organization.value())
                .param("id", message)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /// A person decides about a message in doubt.
    ///
    /// @return false when it is not in doubt (any more)
    boolean byPerson(OrganizationId organization, UUID message, boolean resend) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            db.sql().sql(CLEARED).update();
                            var found =
                                    db.sql()
                                            .sql(FIND)
                                            .param("organization", organization.value())
                                            .param("id", message)
                                            .param("resend", resend)
                                            .query((row, n) -> inDoubt(row))
                                            .list();
                            if (found.isEmpty()) return false;
                            if (resend) {
                                sendOnceMore(found, true, MessageEvent.Kind.RESENT_BY_PERSON);
                            } else {
                                changes.cancelled(found.stream().map(InDoubt::decision).toList());
                                takeOut(found);
                                note(found, MessageEvent.Kind.GIVEN_UP_BY_PERSON);
                            }
                            audit.recordWhoever(
                                    organization,
                                    "message.settled",
                                    "message",
                                    message.toString(),
                                    Map.of("decision", resend ? "RESEND" : "GIVE_UP"));
                            return true;
                        }));
    }

    private void sendOnceMore(List<InDoubt> found, boolean resent, MessageEvent.Kind kind) {
        if (found.isEmpty()) return;
        var held = changes.again(found.stream().map(InDoubt::decision).toList(), resent);
        var rows = new ArrayList<SendDue.Row>();
        for (var one : found) {
            if (!held.contains(one.decision())) continue;
            rows.add(
                    new SendDue.Row(
                            one.number(),
                            one.campaign() == null ? SendDue.AT_ONCE : SendDue.RETRY,
                            Duration.ZERO,
                            one.attempt().message(),
                            one.organization().value(),
                            one.campaign()));
        }
        due.add(rows);
        takeOut(found);
        note(found, kind);
    }

    private void takeOut(List<InDoubt> found) {
        db.sql()
                .sql(TAKE_OUT)
                .param("organizations", SqlArrays.uuids(found, one -> one.organization().value()))
                .param("ids", SqlArrays.uuids(found, one -> one.attempt().message()))
                .param("attempts", SqlArrays.integers(found, one -> one.attempt().number()))
                .update();
    }

    private void note(List<InDoubt> found, MessageEvent.Kind kind) {
        events.add(
                found.stream()
                        .map(one ->
                                new MessageEvent(
                                        one.organization(),
                                        one.attempt(),
                                        clock.instant(),
                                        kind,
                                        null,
                                        null))
                        .toList());
    }

    private static InDoubt inDoubt(java.sql.ResultSet row) throws java.sql.SQLException {
        return new InDoubt(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new Attempt(row.getObject("message_id", UUID.class), row.getInt("attempt")),
                new PhoneNumberId(row.getString("phone_number_id")),
                row.getObject("campaign_id", UUID.class));
    }
}
