package org.wabs.server.campaign;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.audit.Audit;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.ObjectMapper;

/// The states of campaigns as the pipeline changes them: each change is one compare-and-set, so of
/// two that race only one happens. Whoever changes gates of lanes as well does that first: lane
/// rows are locked before campaign rows, everywhere.
final class CampaignStates {
    /// A campaign of any organization.
    record Key(OrganizationId organization, CampaignId campaign) {}

    /// @param planning its plan is not finished
    record Standing(CampaignState state, boolean planning) {}

    private static final String MOVE =
            """
            UPDATE campaign
               SET state = :to, state_reason = :reason, state_code = :code, state_detail = :detail, version = version + 1,
                   work = CASE WHEN :to IN ('PLANNING', 'PAUSED') THEN work
                               WHEN :to = 'CANCELLED' AND started_at IS NOT NULL THEN 'CANCEL' END,
                   resting_until = CASE WHEN :to = 'RUNNING' THEN CAST(:restingUntil AS timestamptz) END,
                   ended_at = CASE WHEN :to IN ('COMPLETED', 'CANCELLED', 'FAILED') THEN clock_timestamp() END
             WHERE organization_id = :organization AND id = :id AND state = :from
               AND (:to NOT IN ('RUNNING', 'PLANNING') OR :from <> 'PAUSED' OR (work IS NOT NULL) = (:to = 'PLANNING'))\
            """;

    private final PipelineDb db;
    private final ObjectMapper json;
    private final Audit audit;

    CampaignStates(PipelineDb db, ObjectMapper json, Audit audit) {
        this.db = db;
        this.json = json;
        this.audit = audit;
    }

    /// @return false when the campaign is not in state `from`, or has not what `to` needs
    boolean move(Key key, CampaignState from, CampaignState to, @Nullable StateReason reason) {
        return move(key, from, to, reason, null);
    }

    /// Keeps others from ending or cancelling it until the caller's transaction ends.
    Optional<CampaignState> lock(Key key) {
        return db.sql()
                .sql(
                        "SELECT state FROM campaign WHERE organization_id = :organization AND id = :id FOR NO KEY UPDATE")
                .param("organization", key.organization().value())
                .param("id", key.campaign().value())
                .query((row, number) -> CampaignState.valueOf(row.getString(1)))
                .optional();
    }

    /// To RUNNING, but resting: its gates stay closed until then.
    boolean moveToRest(Key key, CampaignState from, Instant restingUntil) {
        return move(key, from, CampaignState.RUNNING, null, restingUntil);
    }

    private boolean move(
            Key key,
            CampaignState from,
            CampaignState to,
            @Nullable StateReason reason,
            @Nullable Instant restingUntil) {
        return Boolean.TRUE.equals(
                db.tx()
                        .execute(status -> {
                            boolean moved = update(key, from, to, reason, restingUntil);
                            if (moved) moved(key, from, to, reason);
                            return moved;
                        }));
    }

    private void moved(
            Key key, CampaignState from, CampaignState to, @Nullable StateReason reason) {
        db.changes().note(key.organization(), Subject.CAMPAIGN, key.campaign().value());
        var action =
                switch (to) {
                    case PAUSED -> "campaign.paused";
                    case CANCELLED -> "campaign.cancelled";
                    case COMPLETED -> "campaign.completed";
                    case FAILED -> "campaign.failed";
                    case PLANNING, RUNNING ->
                            from == CampaignState.PAUSED ? "campaign.resumed" : null;
                    case DRAFT, SCHEDULED -> null;
                };
        if (action != null) record(key, action, reason);
    }

    /// Only people resume.
    private void record(Key key, String action, @Nullable StateReason reason) {
        var campaign = key.campaign().toString();
        if (reason == null || reason.kind().equals(StateReason.PERSON)) {
            audit.recordWhoever(key.organization(), action, "campaign", campaign, Map.of());
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        detail.put("reason", reason.kind());
        if (reason.code() != null) detail.put("code", reason.code());
        audit.recordSystem(key.organization(), action, "campaign", campaign, detail);
    }

    private boolean update(
            Key key,
            CampaignState from,
            CampaignState to,
            @Nullable StateReason reason,
            @Nullable Instant restingUntil) {
        return db.sql()
                        .sql(MOVE)
                        .param(
                                "restingUntil",
                                restingUntil == null ? null : restingUntil.atOffset(ZoneOffset.UTC))
                        .param("to", to.name())
                        .param("from", from.name())
                        .param("reason", reason == null ? null : reason.kind())
                        .param("code", reason == null ? null : reason.code())
                        .param("detail", reason == null ? null : reason.detail())
                        .param("organization", key.organization().value())
                        .param("id", key.campaign().value())
                        .update()
                == 1;
    }

    Optional<Standing> find(Key key) {
        return db.sql()
                .sql(
                        """
                        SELECT state, coalesce(work = 'PLAN', false) AS planning
                          FROM campaign WHERE organization_id = :organization AND id = :id\
                        """)
                .param("organization", key.organization().value())
                .param("id", key.campaign().value())
                .query((row, number) ->
                        new Standing(
                                CampaignState.valueOf(row.getString("state")),
                                row.getBoolean("planning")))
                .optional();
    }

    /// What the rules of a campaign say; of one that is gone, none.
    Rules rules(Key key) {
        return db.sql()
                .sql(
                        "SELECT rules FROM campaign WHERE organization_id = :organization AND id = :id")
                .param("organization", key.organization().value())
                .param("id", key.campaign().value())
                .query((row, number) -> json.readValue(row.getString("rules"), Rules.class))
                .optional()
                .orElse(Rules.NONE);
    }

    /// @param until null: goes on
    /// @return false when it does not run, or does so already
    boolean rest(Key key, @Nullable Instant until) {
        boolean changed =
                db.sql()
                                .sql(
                                        """
                                        UPDATE campaign SET resting_until = :until, version = version + 1
                                         WHERE organization_id = :organization AND id = :id AND state = 'RUNNING'
                                           AND (resting_until IS NULL) <> (CAST(:until AS timestamptz) IS NULL)\
                                        """)
                                .param(
                                        "until",
                                        until == null ? null : until.atOffset(ZoneOffset.UTC))
                                .param("organization", key.organization().value())
                                .param("id", key.campaign().value())
                                .update()
                        == 1;
        if (changed)
            db.changes().note(key.organization(), Subject.CAMPAIGN, key.campaign().value());
        return changed;
    }

    /// By which its messages were planned.
    String category(Key key) {
        return db.sql()
                .sql(
                        "SELECT category FROM campaign WHERE organization_id = :organization AND id = :id")
                .param("organization", key.organization().value())
                .param("id", key.campaign().value())
                .query(String.class)
                .single();
    }

    /// From now on its messages count as another category.
    void recategorize(Key key, String category) {
        db.sql()
                .sql(
                        """
                        UPDATE campaign SET category = :category, version = version + 1
                         WHERE organization_id = :organization AND id = :id\
                        """)
                .param("category", category)
                .param("organization", key.organization().value())
                .param("id", key.campaign().value())
                .update();
    }
}
