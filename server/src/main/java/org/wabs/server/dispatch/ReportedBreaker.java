package org.wabs.server.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.error.Action;
import org.wabs.cloudapi.error.Concerns;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// The rule of [Breaker] for failures that Meta reports after it took the message, as it does most
/// of them: a header whose link is dead fails everybody that way. Judged by the messages
/// themselves, so that it holds across batches, nodes and restarts: of one number, all of a
/// campaign's first 20 that anything is known of, or 30 % of the last 200 up to the one that
/// failed. What was sent before the campaign was resumed does not count.
final class ReportedBreaker {
    private static final int FIRST = 20;
    private static final int LAST = 200;
    private static final int SHARE = 60;

    /// A message of a campaign that failed for a reason which is not its recipient's.
    record Failed(
            OrganizationId organization,
            CampaignId campaign,
            PhoneNumberId number,
            int code,
            UUID message) {}

    /// Bounded however many of the campaign nothing is known of yet.
    private static final String OPENED =
            """
            SELECT u.n
              FROM unnest(:organizations, :campaigns, :numbers, :codes, :messages) WITH ORDINALITY
                   AS u(organization_id, campaign_id, number, code, message, n)
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
                            SELECT m.id, m.sent_at IS NOT NULL OR m.delivered_at IS NOT NULL OR m.read_at IS NOT NULL
                                         OR m.failed_attempt = m.attempt AND m.wanted <= m.attempt AS known,
                                   CASE WHEN m.failed_attempt = m.attempt AND m.wanted <= m.attempt AND m.delivered_at IS NULL
                                             AND m.read_at IS NULL THEN m.error_code END AS code
                              FROM message m
                             WHERE m.organization_id = u.organization_id AND m.campaign_id = u.campaign_id
                               AND m.phone_number_id = u.number AND m.id > g.watched_after\
                            """);

    private record Cause(
            OrganizationId organization, CampaignId campaign, PhoneNumberId number, int code) {}

    private final PipelineDb db;

    ReportedBreaker(PipelineDb db) {
        this.db = db;
    }

    /// Whether others would get it, too. What stops a campaign at once needs no counting.
    static boolean counts(MetaError error) {
        var entry = ErrorTable.entryFor(error);
        return (entry.action() == Action.FAIL || entry.action() == Action.RETRY)
                && entry.concerns() != Concerns.RECIPIENT;
    }

    /// Those whose campaign is to stop. In the transaction in which the failures were merged.
    List<Failed> openedBy(List<Failed> failed) {
        if (failed.isEmpty()) return List.of();
        var newest = new LinkedHashMap<Cause, Failed>();
        for (var one : failed) {
            newest.merge(
                    new Cause(one.organization(), one.campaign(), one.number(), one.code()),
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
                .param("first", FIRST)
                .param("last", LAST)
                .param("share", SHARE)
                .query((row, n) -> asked.get(row.getInt("n") - 1))
                .list();
    }
}
