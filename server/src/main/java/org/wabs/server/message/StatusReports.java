package org.wabs.server.message;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Merges Meta's reports into the facts of messages. Facts are set once and commute, so repeats,
/// gaps, disorder and the way reports are cut into batches cannot matter.
public final class StatusReports {
    /// A larger batch makes the planner choose a scan of all partitions (engine.md, F6).
    static final int MOST = 500;

    /// Rows are locked in id order, so two appliers cannot deadlock; the id range prunes
    /// partitions. A failure counts only for the attempt it speaks of: the newest failed attempt is
    /// kept and the status compares it with the current one. Of a failed attempt that a person had
    /// tried again, `sent` is no news: its retry stays in the queue, unless the message was
    /// delivered after all. An attempt later than ours was made before this database was restored:
    /// it counts as made.
    private static final String MERGE =
            """
            WITH given AS (
                SELECT u.organization_id, u.id, u.attempt, u.kind, u.at, u.wamid, u.code, u.number
                  FROM unnest(:organizations, :ids, :attempts, :kinds, :ats, :wamids, :codes, :numbers)
                       AS u(organization_id, id, attempt, kind, at, wamid, code, number)
                  JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id
                 WHERE m.id BETWEEN :least AND :greatest
                   AND NOT (u.kind = 'SENT' AND m.retried & (1 << least(u.attempt, 30)) <> 0)
            ), report AS (
                SELECT organization_id, id, number, max(attempt) AS newest,
                       min(at) FILTER (WHERE kind <> 'FAILED') AS taken_at,
                       min(at) FILTER (WHERE kind = 'SENT') AS sent_at,
                       min(at) FILTER (WHERE kind = 'DELIVERED') AS delivered_at,
                       min(at) FILTER (WHERE kind = 'READ') AS read_at,
                       max(attempt) FILTER (WHERE kind = 'FAILED') AS failed_attempt,
                       (array_agg(at ORDER BY attempt DESC, at) FILTER (WHERE kind = 'FAILED'))[1] AS failed_at,
                       (array_agg(code ORDER BY attempt DESC, at) FILTER (WHERE kind = 'FAILED'))[1] AS error_code,
                       coalesce(bit_or(1 << least(attempt, 30)) FILTER (WHERE kind <> 'FAILED'), 0) AS reported,
                       (array_agg(wamid ORDER BY attempt DESC, at))[1] AS wamid
                  FROM given
                 GROUP BY organization_id, id, number
            ), former AS MATERIALIZED (
                SELECT r.*, message_figures(m) AS before, m.wanted > m.attempt AS queued, m.attempt AS known
                  FROM message m JOIN report r ON m.organization_id = r.organization_id AND m.id = r.id AND m.phone_number_id = r.number
                 WHERE m.id BETWEEN :least AND :greatest AND m.outbound
            )
            UPDATE message m
               SET accepted_at    = least(m.accepted_at, r.taken_at,
                                          CASE WHEN r.failed_attempt >= m.attempt AND m.wanted <= greatest(m.attempt, r.newest) THEN r.failed_at END),
                   sent_at        = least(m.sent_at, r.sent_at),
                   delivered_at   = least(m.delivered_at, r.delivered_at),
                   read_at        = least(m.read_at, r.read_at),
                   failed_attempt = CASE WHEN r.failed_attempt > coalesce(m.failed_attempt, 0) THEN r.failed_attempt ELSE m.failed_attempt END,
                   failed_at      = CASE WHEN r.failed_attempt > coalesce(m.failed_attempt, 0) THEN r.failed_at ELSE m.failed_at END,
                   error_code     = CASE WHEN r.failed_attempt > coalesce(m.failed_attempt, 0) THEN r.error_code ELSE m.error_code END,
                   reported       = m.reported | r.reported,
                   attempt        = greatest(m.attempt, r.newest),
                   wanted         = CASE WHEN r.reported <> 0 THEN least(m.wanted, m.attempt) ELSE m.wanted END,
                   wamid          = coalesce(m.wamid, r.wamid)
              FROM former r
             WHERE m.organization_id = r.organization_id AND m.id = r.id AND m.id BETWEEN :least AND :greatest
            RETURNING m.organization_id, m.id, m.campaign_id, r.before, message_figures(m) AS after,
                      r.queued AND m.wanted <= m.attempt AS unqueued, m.attempt > r.known AS beyond_record\
            """;

    private static final String REMEMBER_FAILURES =
            """
            INSERT INTO message_failure (organization_id, campaign_id, message_id, attempt, code)
            SELECT m.organization_id, m.campaign_id, m.id, u.attempt, u.code
              FROM unnest(:organizations, :ids, :attempts, :codes) AS u(organization_id, id, attempt, code)
              JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id
             WHERE m.id BETWEEN :least AND :greatest AND m.campaign_id IS NOT NULL
            ON CONFLICT DO NOTHING\
            """;

    private static final String ADDRESSEES =
            """
            SELECT u.n, m.contact_id, m.recipient_key
              FROM unnest(:organizations, :ids, :numbers) WITH ORDINALITY AS u(organization_id, id, number, n)
              JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id AND m.phone_number_id = u.number
             WHERE m.id BETWEEN :least AND :greatest AND m.outbound\
            """;

    private final PipelineDb db;
    private final Wamids wamids;
    private final MessageEvents events;
    private final Clock clock;
    private final int slot;

    public StatusReports(PipelineDb db, NodeId node, Clock clock) {
        this.clock = clock;
        this.db = db;
        this.wamids = new Wamids(db);
        this.events = new MessageEvents(db);
        this.slot = WriterSlot.APPLIER.of(node.value());
    }

    /// Merges any number of reports, in the caller's transaction. Reports about messages that are
    /// not ours are ignored.
    public List<Merged> merge(List<Report> reports) {
        var merged = new ArrayList<Merged>();
        var counts = new CampaignCounts();
        for (var batch : batches(reports)) merge(batch, merged, counts);
        counts.write(db, slot);
        return merged;
    }

    /// In id order and with all reports of a message in one batch: transactions lock rows in one
    /// order only.
    private static List<List<Report>> batches(List<Report> reports) {
        var sorted = new ArrayList<>(reports);
        sorted.sort((one, other) -> {
            int organization =
                    SqlArrays.compare(one.organization().value(), other.organization().value());
            return organization != 0
                    ? organization
                    : SqlArrays.compare(one.attempt().message(), other.attempt().message());
        });
        var batches = new ArrayList<List<Report>>();
        for (int from = 0; from < sorted.size(); from += MOST) {
            batches.add(sorted.subList(from, Math.min(from + MOST, sorted.size())));
        }
        return batches;
    }

    private void merge(List<Report> batch, List<Merged> merged, CampaignCounts counts) {
        var ids = Ids.of(batch, report -> report.attempt().message());
        MessageLock.lock(
                db,
                batch,
                report -> report.organization().value(),
                report -> report.attempt().message());
        db.sql()
                .sql(MERGE)
                .param(
                        "organizations",
                        SqlArrays.uuids(batch, report -> report.organization().value()))
                .param("ids", ids.array())
                .param("attempts", SqlArrays.integers(batch, report -> report.attempt().number()))
                .param("kinds", SqlArrays.texts(batch, report -> report.kind().name()))
                .param("ats", SqlArrays.times(batch, Report::at))
                .param("wamids", SqlArrays.texts(batch, report -> report.wamid().value()))
                .param("codes", SqlArrays.integers(batch, Report::code))
                .param("numbers", SqlArrays.texts(batch, report -> report.number().value()))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .query(row -> {
                    var organization = row.getObject("organization_id", UUID.class);
                    var campaign = row.getObject("campaign_id", UUID.class);
                    var id = row.getObject("id", UUID.class);
                    counts.change(
                            organization, id, campaign, row.getInt("before"), row.getInt("after"));
                    merged.add(
                            new Merged(
                                    new OrganizationId(organization),
                                    id,
                                    campaign,
                                    row.getBoolean("unqueued"),
                                    row.getBoolean("beyond_record")));
                });
        wamids.remember(
                batch.stream()
                        .map(report ->
                                new Wamids.Ref(
                                        report.organization(), report.wamid(), report.attempt()))
                        .toList());
        rememberFailures(
                batch.stream().filter(report -> report.kind() == Report.Kind.FAILED).toList());
    }

    /// Whom the reports concern, as it is now; those of messages that are not ours are left out.
    public Map<Report, Addressee> addressees(List<Report> about) {
        var found = new HashMap<Report, Addressee>();
        for (var batch : batches(about)) {
            var ids = Ids.of(batch, report -> report.attempt().message());
            db.sql()
                    .sql(ADDRESSEES)
                    .param(
                            "organizations",
                            SqlArrays.uuids(batch, report -> report.organization().value()))
                    .param("ids", ids.array())
                    .param("numbers", SqlArrays.texts(batch, report -> report.number().value()))
                    .param("least", ids.least())
                    .param("greatest", ids.greatest())
                    .query(row -> {
                        found.put(
                                batch.get(row.getInt("n") - 1),
                                new Addressee(
                                        row.getObject("contact_id", UUID.class),
                                        row.getString("recipient_key")));
                    });
        }
        return found;
    }

    /// A message of ours by Meta's id.
    public record Sent(OrganizationId organization, Wamid wamid) {}

    /// For reports without our callback data: which attempts of ours they speak of.
    public Map<Sent, Attempt> attemptsOf(List<Sent> wanted) {
        var found = new HashMap<Sent, Attempt>();
        wamids.find(
                        wanted.stream()
                                .map(sent -> new Wamids.Known(sent.organization(), sent.wamid()))
                                .toList(),
                        clock.instant())
                .forEach((known, attempt) ->
                        found.put(new Sent(known.organization(), known.wamid()), attempt));
        return found;
    }

    private void rememberFailures(List<Report> reports) {
        if (reports.isEmpty()) return;
        // Meta may report one failure twice; the first wins
        var failures = new LinkedHashMap<MessageChanges.Decision, Report>();
        for (var report : reports) {
            failures.putIfAbsent(
                    new MessageChanges.Decision(report.organization(), report.attempt()), report);
        }
        var batch = List.copyOf(failures.values());
        var ids = Ids.of(batch, report -> report.attempt().message());
        db.sql()
                .sql(REMEMBER_FAILURES)
                .param(
                        "organizations",
                        SqlArrays.uuids(batch, report -> report.organization().value()))
                .param("ids", ids.array())
                .param("attempts", SqlArrays.integers(batch, report -> report.attempt().number()))
                .param(
                        "codes",
                        SqlArrays.integers(
                                batch, report -> report.code() == null ? 0 : report.code()))
                .param("least", ids.least())
                .param("greatest", ids.greatest())
                .update();
        events.add(
                batch.stream()
                        .map(report ->
                                new MessageEvent(
                                        report.organization(),
                                        report.attempt(),
                                        report.at(),
                                        MessageEvent.Kind.FAILED_AT_META,
                                        report.code(),
                                        null))
                        .toList());
    }
}
