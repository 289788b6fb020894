package org.wabs.server.dispatch;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.MessageEvent;
import org.wabs.server.message.MessageEvents;
import org.wabs.server.message.MessageLock;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Single messages that stand in the queue of a restored database: they may have been sent since,
/// nobody knows. Each is put in doubt, for a webhook or a person to settle; campaigns are paused
/// meanwhile.
public final class RestoredSingles {
    private static final Logger log = LoggerFactory.getLogger(RestoredSingles.class);
    private static final String REASON =
            "The database was restored: it may have been sent after the backup was made.";

    private static final String QUEUED =
            """
            SELECT d.organization_id, d.message_id FROM send_due d WHERE d.campaign_id IS NULL\
            """;

    /// What was written just now is no leftover: lanes send it within moments.
    private static final String QUEUED_BEFORE =
            QUEUED
                    + """
                     AND d.organization_id = :organization AND d.message_id < wabs_uuid_floor(clock_timestamp() - interval '1 minute')\
                    """;

    private static final String DOUBT =
            """
            WITH given AS (
                SELECT * FROM unnest(:organizations, :ids) AS u(organization_id, id)
            ), taken AS (
                DELETE FROM send_due d USING given g
                 WHERE d.organization_id = g.organization_id AND d.message_id = g.id AND d.campaign_id IS NULL
                RETURNING d.organization_id, d.message_id, d.phone_number_id
            ), counted AS (
                UPDATE message m SET attempt = m.attempt + 1, doubt_attempt = m.attempt + 1
                  FROM taken t
                 WHERE m.organization_id = t.organization_id AND m.id = t.message_id AND m.id BETWEEN :least AND :greatest
                   AND m.wanted > m.attempt
                RETURNING m.organization_id, m.id, m.attempt, t.phone_number_id
            )
            INSERT INTO in_flight (organization_id, message_id, attempt, phone_number_id, epoch, slot, doubt_since, doubt_beat, doubt_reason)
            SELECT c.organization_id, c.id, c.attempt, c.phone_number_id, coalesce(l.epoch, 0), clock_timestamp(), clock_timestamp(),
                   (SELECT beats FROM intake_clock), :reason
              FROM counted c LEFT JOIN lane l ON l.phone_number_id = c.phone_number_id
            RETURNING organization_id, message_id, attempt\
            """;

    private record Waiting(OrganizationId organization, UUID message) {}

    private final PipelineDb db;
    private final MessageEvents events;
    private final Clock clock;

    RestoredSingles(PipelineDb db, Clock clock) {
        this.db = db;
        this.events = new MessageEvents(db);
        this.clock = clock;
    }

    /// All that wait, of every organization. In the caller's transaction, before any lane runs.
    public void doubtAll() {
        doubt(db.sql().sql(QUEUED).query((row, n) -> waiting(row)).list());
    }

    /// Those of one organization that have waited for more than a minute.
    public void doubtThoseOf(OrganizationId organization) {
        doubt(
                db.sql()
                        .sql(QUEUED_BEFORE)
                        .param("organization", organization.value())
                        .query((row, n) -> waiting(row))
                        .list());
    }

    private static Waiting waiting(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Waiting(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("message_id", UUID.class));
    }

    private void doubt(List<Waiting> waiting) {
        if (waiting.isEmpty()) return;
        MessageLock.lock(db, waiting, one -> one.organization().value(), Waiting::message);
        var ids = waiting.stream().map(Waiting::message).sorted(SqlArrays::compare).toList();
        var told =
                db.sql()
                        .sql(DOUBT)
                        .param(
                                "organizations",
                                SqlArrays.uuids(waiting, one -> one.organization().value()))
                        .param("ids", SqlArrays.uuids(waiting, Waiting::message))
                        .param("least", ids.getFirst())
                        .param("greatest", ids.getLast())
                        .param("reason", REASON)
                        .query((row, n) ->
                                new MessageEvent(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        new Attempt(
                                                row.getObject("message_id", UUID.class),
                                                row.getInt("attempt")),
                                        clock.instant(),
                                        MessageEvent.Kind.IN_DOUBT,
                                        null,
                                        REASON))
                        .list();
        events.add(told);
        told.forEach(one ->
                db.changes().note(one.organization(), Subject.MESSAGE, one.attempt().message()));
        log.warn("Single messages in doubt after a restore count={}", told.size());
    }
}
