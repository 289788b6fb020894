package org.wabs.server.message;

import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// What the sending engine decides about messages, with their campaigns' figures. In the caller's
/// transaction. Returned are the attempts for which the decision held: facts that came in meanwhile
/// win.
public final class MessageChanges {
    /// An attempt that the engine decides about.
    public record Decision(OrganizationId organization, Attempt attempt) {}

    /// Wanted once more: surely not sent, or a person or the rule for doubt says so.
    private static final String AGAIN =
            change(
                    "wanted = m.attempt + 1, resent = m.resent OR :resent",
                    "m.wanted <= m.attempt AND m.accepted_at IS NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL"
                            + " AND m.read_at IS NULL AND m.cancelled_at IS NULL");

    /// The attempt surely did not happen, or was refused for a reason of others: it does not count.
    private static final String UNCOUNTED =
            change(
                    "attempt = m.attempt - 1, wanted = m.attempt, doubt_attempt = nullif(m.doubt_attempt, m.attempt)",
                    "m.wanted <= m.attempt AND m.accepted_at IS NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL"
                            + " AND m.read_at IS NULL AND m.cancelled_at IS NULL");

    private static final String CANCELLED =
            change(
                    "cancelled_at = clock_timestamp(), wanted = least(m.wanted, m.attempt)",
                    "m.accepted_at IS NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL AND m.read_at IS NULL"
                            + " AND m.cancelled_at IS NULL AND m.skipped IS NULL");
    private static final String IN_DOUBT =
            change(
                    "doubt_attempt = u.attempt",
                    "m.accepted_at IS NULL AND m.sent_at IS NULL AND m.delivered_at IS NULL AND m.read_at IS NULL"
                            + " AND coalesce(m.doubt_attempt, 0) < u.attempt");

    private static String change(String set, String condition) {
        return """
        WITH former AS MATERIALIZED (
            SELECT m.organization_id, m.id, u.attempt, message_figures(m) AS before
              FROM unnest(:organizations, :ids, :attempts) AS u(organization_id, id, attempt)
              JOIN message m ON m.organization_id = u.organization_id AND m.id = u.id
             WHERE m.id BETWEEN :least AND :greatest AND m.attempt = u.attempt AND %s
        )
        UPDATE message m SET %s
          FROM former u
         WHERE m.organization_id = u.organization_id AND m.id = u.id AND m.id BETWEEN :least AND :greatest
        RETURNING m.organization_id, m.id, m.campaign_id, u.attempt, u.before, message_figures(m) AS after\
        """
                .formatted(condition, set);
    }

    private final PipelineDb db;
    private final int slot;

    public MessageChanges(PipelineDb db, NodeId node, WriterSlot writer) {
        this.db = db;
        this.slot = writer.of(node.value());
    }

    /// @param resent by the rule for doubt, which applies once to a message
    public List<Decision> again(List<Decision> decisions, boolean resent) {
        return apply(AGAIN, decisions, resent);
    }

    /// Back into the queue as if the attempt had not been made.
    public List<Decision> uncounted(List<Decision> decisions) {
        return apply(UNCOUNTED, decisions, false);
    }

    public List<Decision> cancelled(List<Decision> decisions) {
        return apply(CANCELLED, decisions, false);
    }

    public List<Decision> inDoubt(List<Decision> decisions) {
        return apply(IN_DOUBT, decisions, false);
    }

    private List<Decision> apply(String sql, List<Decision> decisions, boolean resent) {
        if (decisions.isEmpty()) return List.of();
        var ids = Ids.of(decisions, decision -> decision.attempt().message());
        MessageLock.lock(
                db,
                decisions,
                decision -> decision.organization().value(),
                decision -> decision.attempt().message());
        var counts = new CampaignCounts();
        var statement =
                db.sql()
                        .sql(sql)
                        .param(
                                "organizations",
                                SqlArrays.uuids(
                                        decisions, decision -> decision.organization().value()))
                        .param("ids", ids.array())
                        .param(
                                "attempts",
                                SqlArrays.integers(
                                        decisions, decision -> decision.attempt().number()))
                        .param("least", ids.least())
                        .param("greatest", ids.greatest());
        if (sql.equals(AGAIN)) statement = statement.param("resent", resent);
        var held =
                statement
                        .query((row, n) -> {
                            var organization = row.getObject("organization_id", UUID.class);
                            var id = row.getObject("id", UUID.class);
                            counts.change(
                                    organization,
                                    id,
                                    row.getObject("campaign_id", UUID.class),
                                    row.getInt("before"),
                                    row.getInt("after"));
                            return new Decision(
                                    new OrganizationId(organization),
                                    new Attempt(id, row.getInt("attempt")));
                        })
                        .list();
        counts.write(db, slot);
        return held;
    }

    /// Somebody whom the claim left out.
    public record Skipped(OrganizationId organization, CampaignId campaign) {}

    /// Counts people whom the claim left out because they opted out since the plan.
    public void countSkipped(List<Skipped> people) {
        var counts = new CampaignCounts();
        for (var one : people) {
            counts.add(one.organization().value(), one.campaign().value(), "skipped", 1);
            counts.add(one.organization().value(), one.campaign().value(), "pending", -1);
        }
        counts.write(db, slot);
    }
}
