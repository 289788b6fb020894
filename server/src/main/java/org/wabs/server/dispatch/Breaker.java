package org.wabs.server.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.error.Action;
import org.wabs.cloudapi.error.Concerns;
import org.wabs.cloudapi.error.ErrorEntry;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Opens when a campaign's messages show one cause that everybody meets: of one number, all of its
/// first 20 that anything is known of, or 30 % of the last 200 up to the one that failed
/// (cloud-api.md, section 9). Judged by the messages themselves, so that it holds across batches,
/// nodes and restarts, for what Meta refuses at once as for what it reports after it took the
/// message (a header whose link is dead fails everybody that way). What was sent before the
/// campaign was resumed does not count.
final class Breaker {
    private static final int FIRST = 20;
    private static final int LAST = 200;
    private static final int SHARE = 60;

    /// A message of a campaign that failed for a reason which is not its recipient's.
    ///
    /// @param atOnce Meta's answer to the request: then, messages that it took count as good ones.
    ///   Of a report they do not, their own may follow
    record Failed(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            int code,
            UUID message,
            boolean atOnce) {}

    /// Bounded however many of the campaign nothing is known of yet. What Meta asked to try again
    /// stands in the queue, and its code in the timeline.
    private static final String OPENED =
            """
            SELECT u.n
              FROM unnest(:organizations, :campaigns, :numbers, :codes, :messages, :atOnce) WITH ORDINALITY
                   AS u(organization_id, campaign_id, number, code, message, at_once, n)
              JOIN campaign_lane g ON g.organization_id = u.organization_id AND g.campaign_id = u.campaign_id
                                  AND g.phone_number_id = u.number AND g.state IN ('RUNNING', 'DONE')
             CROSS JOIN LATERAL (
                   SELECT count(*) AS known, count(*) FILTER (WHERE k.code = u.code) AS same
                     FROM (SELECT r.code FROM (%1$s ORDER BY m.id LIMIT 100) r
                            WHERE r.known ORDER BY r.id LIMIT :first) k) f
             CROSS JOIN LATERAL (
                   SELECT count(*) AS known, count(*) FILTER (WHERE k.code = u.code) AS same
                     FROM (SELECT r.code FROM (%1$s AND m.id <= u.message ORDER BY m.id DESC LIMIT 400) r
                            WHERE r.known ORDER BY r.id DESC LIMIT :last) k) l
             WHERE f.known = :first AND f.same = :first OR l.known = :last AND l.same >= :share\
            """
                    .formatted(
                            """
                            SELECT m.id, m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL OR p.code IS NOT NULL
                                         OR u.at_once AND m.accepted_at IS NOT NULL
                                         OR m.failed_attempt = m.attempt AND m.wanted <= m.attempt AS known,
                                   CASE WHEN m.failed_attempt = m.attempt AND m.wanted <= m.attempt AND m.delivered_at IS NULL
                                             AND m.read_at IS NULL THEN m.error_code
                                        ELSE p.code END AS code
                              FROM message m
                              LEFT JOIN LATERAL (
                                   SELECT e.code FROM message_event e
                                    WHERE m.wanted > m.attempt AND e.organization_id = m.organization_id AND e.message_id = m.id
                                      AND e.kind = 'POSTPONED' AND e.attempt = m.attempt
                                    ORDER BY e.at DESC LIMIT 1) p ON true
                             WHERE m.organization_id = u.organization_id AND m.campaign_id = u.campaign_id
                               AND m.phone_number_id = u.number AND m.id > g.watched_after\
                            """);

    private record Cause(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            int code,
            boolean atOnce) {}

    private final PipelineDb db;

    Breaker(PipelineDb db) {
        this.db = db;
    }

    /// Whether others would get it, too. What stops a campaign at once needs no counting.
    static boolean counts(MetaError error) {
        return counts(ErrorTable.entryFor(error));
    }

    /// Of an answer that was written down: codes that nobody has listed are the message's.
    static boolean counts(int code) {
        return ErrorTable.find(code).map(Breaker::counts).orElse(true);
    }

    private static boolean counts(ErrorEntry entry) {
        return (entry.action() == Action.FAIL || entry.action() == Action.RETRY)
                && entry.concerns() != Concerns.RECIPIENT;
    }

    /// Those whose campaign is to stop. In the transaction in which the failures were merged.
    List<Failed> openedBy(List<Failed> failed) {
        if (failed.isEmpty()) return List.of();
        var newest = new LinkedHashMap<Cause, Failed>();
        for (var one : failed) {
            newest.merge(
                    new Cause(
                            one.organization(),
                            one.campaign(),
                            one.number(),
                            one.code(),
                            one.atOnce()),
                    one,
                    (former, other) ->
                            SqlArrays.compare(former.message(), other.message()) >= 0
                                    ? former
                                    : other);
        }
        var asked = List.copyOf(newest.values());
        return db.sql()
                .sql(OPENED)
                .param("organizations", SqlArrays.uuids(asked, one -> one.organization().value()))
                .param("campaigns", SqlArrays.uuids(asked, one -> one.campaign().value()))
                .param("numbers", SqlArrays.texts(asked, one -> one.number().value()))
                .param("codes", SqlArrays.integers(asked, Failed::code))
                .param("messages", SqlArrays.uuids(asked, Failed::message))
                .param("atOnce", SqlArrays.booleans(asked, Failed::atOnce))
                .param("first", FIRST)
                .param("last", LAST)
                .param("share", SHARE)
                .query((row, n) -> asked.get(row.getInt("n") - 1))
                .list();
    }
}
