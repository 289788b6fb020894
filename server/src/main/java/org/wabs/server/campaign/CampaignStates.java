package org.wabs.server.campaign;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

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
                               WHEN :to = 'CANCELLED' AND state <> 'DRAFT' THEN 'CANCEL' END,
                   ended_at = CASE WHEN :to IN ('COMPLETED', 'CANCELLED', 'FAILED') THEN clock_timestamp() ELSE ended_at END
             WHERE organization_id = :organization AND id = :id AND state = :from
               AND (:to NOT IN ('RUNNING', 'PLANNING') OR :from <> 'PAUSED' OR (work IS NOT NULL) = (:to = 'PLANNING'))\
            """;

    private final PipelineDb db;

    CampaignStates(PipelineDb db) {
        this.db = db;
    }

    /// @return false when the campaign is not in state `from`, or has not what `to` needs
    boolean move(Key key, CampaignState from, CampaignState to, @Nullable StateReason reason) {
        boolean moved =
                db.sql()
                                .sql(MOVE)
                                .param("to", to.name())
                                .param("from", from.name())
                                .param("reason", reason == null ? null : reason.kind())
                                .param("code", reason == null ? null : reason.code())
                                .param("detail", reason == null ? null : reason.detail())
                                .param("organization", key.organization().value())
                                .param("id", key.campaign().value())
                                .update()
                        == 1;
        if (moved) db.changes().note(key.organization(), Subject.CAMPAIGN, key.campaign().value());
        return moved;
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

    List<Key> running() {
        return keys("state = 'RUNNING'");
    }

    List<Key> planning() {
        return keys("state = 'PLANNING'");
    }

    /// Whose plan is to be written, or taken back.
    List<Key> withWork() {
        return keys("state = 'PLANNING' OR work = 'CANCEL'");
    }

    private List<Key> keys(String condition) {
        return db.sql()
                .sql(
                        "SELECT organization_id, id FROM campaign WHERE "
                                + condition
                                + " ORDER BY organization_id, id")
                .query((row, number) ->
                        key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /// Campaigns under way with one of these templates.
    List<Key> underWayWith(OrganizationId organization, WabaId waba, Collection<String> templates) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, id FROM campaign
                         WHERE organization_id = :organization AND state IN ('PLANNING', 'RUNNING')
                           AND waba_id = :waba AND template_name || ' ' || template_language = ANY (:templates)
                         ORDER BY id\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("templates", SqlArrays.texts(templates, template -> template))
                .query((row, number) ->
                        key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    private static Key key(UUID organization, UUID campaign) {
        return new Key(new OrganizationId(organization), new CampaignId(campaign));
    }
}
