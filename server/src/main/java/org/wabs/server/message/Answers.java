package org.wabs.server.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// Writes Meta's answers into messages, by message and attempt and whatever their status is by now:
/// a webhook may have overtaken the answer. In the caller's transaction.
public final class Answers {
    private static final String TAKEN =
            """
            WITH answer AS (
                SELECT DISTINCT ON (u.organization_id, u.id) u.organization_id, u.id, u.attempt, u.at, u.wamid, u.held
                  FROM unnest(:organizations, :ids, :attempts, :ats, :wamids, :helds) AS u(organization_id, id, attempt, at, wamid, held)
                  JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id
                 WHERE m.id BETWEEN :least AND :greatest
                   AND m.retried & (1 << least(u.attempt, 30)) = 0 -- it failed since, and a person had it tried again
                 ORDER BY u.organization_id, u.id, u.attempt DESC
            ), former AS MATERIALIZED (
                SELECT a.*, message_figures(m) AS before
                  FROM message m JOIN answer a ON m.organization_id = a.organization_id AND m.id = a.id
                 WHERE m.id BETWEEN :least AND :greatest
            )
            UPDATE message m
               SET accepted_at = least(m.accepted_at, a.at),
                   wanted      = least(m.wanted, m.attempt), -- a former attempt that was taken needs no further one
                   held_at     = CASE WHEN a.held THEN least(m.held_at, a.at) ELSE m.held_at END,
                   wamid       = CASE WHEN a.attempt >= m.attempt OR m.wamid IS NULL THEN a.wamid ELSE m.wamid END
              FROM former a
             WHERE m.organization_id = a.organization_id AND m.id = a.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.organization_id, m.id, m.campaign_id, a.before, message_figures(m) AS after\
            """;

    private static final String REFUSED =
            """
            WITH answer AS (
                SELECT DISTINCT ON (u.organization_id, u.id) u.organization_id, u.id, u.attempt, u.at, u.code
                  FROM unnest(:organizations, :ids, :attempts, :ats, :codes) AS u(organization_id, id, attempt, at, code)
                 ORDER BY u.organization_id, u.id, u.attempt DESC
            ), former AS MATERIALIZED (
                SELECT a.*, message_figures(m) AS before
                  FROM message m JOIN answer a ON m.organization_id = a.organization_id AND m.id = a.id
                 WHERE m.id BETWEEN :least AND :greatest
            ), updated AS (
                UPDATE message m
                   SET failed_attempt = CASE WHEN a.attempt > coalesce(m.failed_attempt, 0) THEN a.attempt ELSE m.failed_attempt END,
                       failed_at      = CASE WHEN a.attempt > coalesce(m.failed_attempt, 0) THEN a.at ELSE m.failed_at END,
                       error_code     = CASE WHEN a.attempt > coalesce(m.failed_attempt, 0) THEN a.code ELSE m.error_code END
                  FROM former a
                 WHERE m.organization_id = a.organization_id AND m.id = a.id AND m.id BETWEEN :least AND :greatest
                RETURNING m.organization_id, m.id, m.campaign_id, a.attempt, a.code, a.before, message_figures(m) AS after
            ), remembered AS (
                INSERT INTO message_failure (organization_id, campaign_id, message_id, attempt, code)
                SELECT organization_id, campaign_id, id, attempt, code FROM updated WHERE campaign_id IS NOT NULL
                ON CONFLICT DO NOTHING
            )
            SELECT organization_id, id, campaign_id, before, after FROM updated\
            """;

    private final PipelineDb db;
    private final Wamids wamids;
    private final MessageEvents events;
    private final int slot;

    public Answers(PipelineDb db, NodeId node) {
        this.db = db;
        this.wamids = new Wamids(db);
        this.events = new MessageEvents(db);
        this.slot = WriterSlot.RECORDER.of(node.value());
    }

    /// @param answers at most 500
    public void record(List<Answer> answers) {
        var taken = new ArrayList<Answer.Taken>();
        var refused = new ArrayList<Answer.Refused>();
        for (var answer : answers) {
            switch (answer) {
                case Answer.Taken one -> taken.add(one);
                case Answer.Refused one -> refused.add(one);
            }
        }
        MessageLock.lock(
                db,
                answers,
                answer -> answer.organization().value(),
                answer -> answer.attempt().message());
        var counts = new CampaignCounts();
        if (!taken.isEmpty()) taken(taken, counts);
        if (!refused.isEmpty()) refused(refused, counts);
        counts.write(db, slot);
    }

    private void taken(List<Answer.Taken> answers, CampaignCounts counts) {
        var ids = Ids.of(answers, answer -> answer.attempt().message());
        db.sql()
                .sql(TAKEN)
                .param(
                        "organizations",
                        SqlArrays.uuids(answers, answer -> answer.organization().value()))
                .param("ids", ids.array())
                .param("attempts", SqlArrays.integers(answers, answer -> answer.attempt().number()))
                .param("ats", SqlArrays.times(answers, Answer::at))
                .param("wamids", SqlArrays.texts(answers, answer -> answer.wamid().value()))
                .param("helds", SqlArrays.booleans(answers, Answer.Taken::held))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    count(row, counts);
                });
        wamids.remember(
                answers.stream()
                        .map(answer ->
                                new Wamids.Ref(
                                        answer.organization(), answer.wamid(), answer.attempt()))
                        .toList());
    }

    private void refused(List<Answer.Refused> answers, CampaignCounts counts) {
        var ids = Ids.of(answers, answer -> answer.attempt().message());
        db.sql()
                .sql(REFUSED)
                .param(
                        "organizations",
                        SqlArrays.uuids(answers, answer -> answer.organization().value()))
                .param("ids", ids.array())
                .param("attempts", SqlArrays.integers(answers, answer -> answer.attempt().number()))
                .param("ats", SqlArrays.times(answers, Answer::at))
                .param("codes", SqlArrays.integers(answers, Answer.Refused::code))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    count(row, counts);
                });
        events.add(
                answers.stream()
                        .map(answer ->
                                new MessageEvent(
                                        answer.organization(),
                                        answer.attempt(),
                                        answer.at(),
                                        MessageEvent.Kind.REFUSED,
                                        answer.code(),
                                        answer.detail()))
                        .toList());
    }

    private static void count(ResultSet row, CampaignCounts counts) throws SQLException {
        counts.change(
                row.getObject("organization_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getInt("before"),
                row.getInt("after"));
    }
}
