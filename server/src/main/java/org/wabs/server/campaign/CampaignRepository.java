package org.wabs.server.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.audit.Audit;
import org.wabs.server.campaign.Campaign.Draft;
import org.wabs.server.campaign.Campaign.TemplateKey;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.message.CampaignId;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.Tenant;
import org.wabs.server.template.TemplateSnapshot;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;

/// Campaigns of the bound organization, as requests read and edit them.
final class CampaignRepository {
    private static final String COLUMNS =
            """
            id, name, state, state_reason, state_code, state_detail, waba_id, template_name, template_language, category,
            variables, audience, rules, scheduled_at, resting_until, phone_number_ids, coalesce(work = 'PLAN', false) AS planning, created_by,
            (SELECT a.name FROM actor a WHERE a.organization_id = campaign.organization_id AND a.actor_id = created_by) AS owner, created_at, started_at,
            ended_at, version\
            """;

    private final AppDb db;
    private final ObjectMapper json;
    private final Audit audit;

    CampaignRepository(AppDb db, ObjectMapper json, Audit audit) {
        this.db = db;
        this.json = json;
        this.audit = audit;
    }

    /// Does nothing when a former run of the same request made it.
    ///
    /// @param detail for the audit
    void insert(
            CampaignId id, Draft draft, String category, UUID createdBy, Map<String, ?> detail) {
        changed(
                id,
                "campaign.created",
                detail,
                bind(
                                db.sql()
                                        .sql(
                                                """
                                                INSERT INTO campaign (id, name, waba_id, template_name, template_language, category,
                                                                      variables, audience, rules, phone_number_ids, created_by)
                                                VALUES (:id, :name, :waba, :template, :language, :category,
                                                        CAST(:variables AS jsonb), CAST(:audience AS jsonb), CAST(:rules AS jsonb), :numbers, :user)
                                                ON CONFLICT (organization_id, id) DO NOTHING\
                                                """),
                                id,
                                draft,
                                category)
                        .param("user", createdBy));
    }

    /// Replaces what a draft says, if it is still that version of it.
    boolean update(CampaignId id, int version, Draft draft, String category) {
        return changed(
                id,
                "campaign.changed",
                Map.of(),
                bind(
                                db.sql()
                                        .sql(
                                                """
                                                UPDATE campaign
                                                   SET name = :name, waba_id = :waba, template_name = :template, template_language = :language,
                                                       category = :category, variables = CAST(:variables AS jsonb),
                                                       audience = CAST(:audience AS jsonb), rules = CAST(:rules AS jsonb),
                                                       phone_number_ids = :numbers, version = version + 1
                                                 WHERE id = :id AND version = :version AND state = 'DRAFT'\
                                                """),
                                id,
                                draft,
                                category)
                        .param("version", version));
    }

    private StatementSpec bind(
            StatementSpec statement, CampaignId id, Draft draft, String category) {
        var template = draft.template();
        return statement
                .param("id", id.value())
                .param("name", draft.name())
                .param("waba", template == null ? null : template.waba().value())
                .param("template", template == null ? null : template.name().value())
                .param("language", template == null ? null : template.language().code())
                .param("category", category)
                .param("variables", json.writeValueAsString(draft.variables()))
                .param("audience", json.writeValueAsString(draft.audience()))
                .param("rules", json.writeValueAsString(draft.rules()))
                .param("numbers", SqlArrays.texts(draft.numbers(), PhoneNumberId::value));
    }

    /// The compare-and-set that makes one plan of two starts: freezes audience, template, senders
    /// and variables, and hands the campaign to planning.
    ///
    /// @param detail for the audit
    boolean startPlanning(
            Campaign campaign,
            Audience audience,
            TemplateSnapshot template,
            ArrayNode parameters,
            List<PhoneNumberId> numbers,
            Instant at,
            Map<String, ?> detail) {
        return changed(
                campaign.id(),
                "campaign.started",
                detail,
                db.sql()
                        .sql(
                                """
                                UPDATE campaign
                                   SET state = 'PLANNING', work = 'PLAN', template = CAST(:template AS jsonb), parameters = CAST(:parameters AS jsonb),
                                       category = :category, audience = CAST(:audience AS jsonb), phone_number_ids = :numbers, planned_at = :at, started_at = :at,
                                       state_reason = NULL, state_code = NULL, state_detail = NULL, version = version + 1
                                 WHERE id = :id AND version = :version
                                   AND (state IN ('DRAFT', 'SCHEDULED') OR (state = 'PAUSED' AND started_at IS NULL))\
                                """)
                        .param("template", json.writeValueAsString(template))
                        .param("parameters", parameters.toString())
                        .param("category", template.category().name())
                        .param("audience", json.writeValueAsString(audience))
                        .param("numbers", SqlArrays.texts(numbers, PhoneNumberId::value))
                        .param("at", at.atOffset(java.time.ZoneOffset.UTC))
                        .param("id", campaign.id().value())
                        .param("version", campaign.version()));
    }

    /// Sets or changes when a draft starts by itself.
    boolean schedule(Campaign campaign, Schedule schedule) {
        var rules = campaign.draft().rules().in(schedule.zone());
        return changed(
                campaign.id(),
                "campaign.scheduled",
                Map.of(),
                db.sql()
                        .sql(
                                """
                                UPDATE campaign
                                   SET state = 'SCHEDULED', scheduled_at = :at, rules = CAST(:rules AS jsonb), state_reason = NULL,
                                       state_code = NULL, state_detail = NULL, version = version + 1
                                 WHERE id = :id AND version = :version AND started_at IS NULL AND state IN ('DRAFT', 'SCHEDULED', 'PAUSED')\
                                """)
                        .param("at", schedule.at())
                        .param("rules", json.writeValueAsString(rules))
                        .param("id", campaign.id().value())
                        .param("version", campaign.version()));
    }

    /// Makes a draft again of a campaign that has not started.
    boolean unschedule(CampaignId id) {
        return changed(
                id,
                "campaign.unscheduled",
                Map.of(),
                db.sql()
                        .sql(
                                """
                                UPDATE campaign
                                   SET state = 'DRAFT', scheduled_at = NULL, state_reason = NULL, state_code = NULL, state_detail = NULL,
                                       version = version + 1
                                 WHERE id = :id AND started_at IS NULL AND state IN ('SCHEDULED', 'PAUSED')\
                                """)
                        .param("id", id.value()));
    }

    boolean deleteDraft(CampaignId id) {
        return changed(
                id,
                "campaign.deleted",
                Map.of(),
                db.sql()
                        .sql("DELETE FROM campaign WHERE id = :id AND state = 'DRAFT'")
                        .param("id", id.value()));
    }

    private boolean changed(
            CampaignId id, String action, Map<String, ?> detail, StatementSpec update) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            if (update.update() == 0) return false;
                            db.changes().note(Tenant.current(), Subject.CAMPAIGN, id.value());
                            audit.record(action, "campaign", id.toString(), detail);
                            return true;
                        }));
    }

    Campaign get(CampaignId id) {
        return find(id).orElseThrow(() -> CampaignProblems.unknown(id));
    }

    Optional<Campaign> find(CampaignId id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql("SELECT " + COLUMNS + " FROM campaign WHERE id = :id")
                                        .param("id", id.value())
                                        .query(this::campaign)
                                        .optional()));
    }

    /// Name of the person or the API key behind this request.
    String whoAsks() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql("SELECT name FROM actor WHERE actor_id = :id")
                                        .param("id", CurrentUser.get().id())
                                        .query(String.class)
                                        .optional()
                                        .orElse("a person")));
    }

    /// A page of campaigns that pass a filter, in its order.
    Page<Campaign> list(CampaignFilter filter, PageRequest page) {
        var order = filter.order();
        var after = Cursor.decode(page.cursor(), 2);
        var rows =
                db.tx()
                        .execute(status ->
                                filter.bind(
                                                db.sql()
                                                        .sql(
                                                                "SELECT "
                                                                        + COLUMNS
                                                                        + " FROM campaign WHERE "
                                                                        + CampaignFilter.WHERE
                                                                        + order.afterRow(
                                                                                after != null)
                                                                        + " ORDER BY "
                                                                        + order.columns()
                                                                        + " LIMIT :limit"))
                                        .param("afterKey", after == null ? "" : after.text(0))
                                        .param("afterId", after == null ? null : after.uuid(1))
                                        .param("limit", page.size() + 1)
                                        .query(this::campaign)
                                        .list());
        return Page.of(
                Objects.requireNonNull(rows),
                page.size(),
                campaign -> Cursor.encode(order.key(campaign), campaign.id()));
    }

    private Campaign campaign(ResultSet row, int number) throws SQLException {
        var numbers =
                Arrays.stream((String[]) row.getArray("phone_number_ids").getArray())
                        .map(PhoneNumberId::new)
                        .toList();
        return new Campaign(
                new CampaignId(row.getObject("id", UUID.class)),
                new Draft(
                        row.getString("name"),
                        template(row),
                        numbers,
                        json.readValue(row.getString("audience"), Audience.class),
                        json.readValue(row.getString("variables"), Variables.class),
                        json.readValue(row.getString("rules"), Rules.class)),
                row.getString("category"),
                CampaignState.valueOf(row.getString("state")),
                reason(row),
                row.getObject("scheduled_at", LocalDateTime.class),
                instant(row, "resting_until"),
                row.getBoolean("planning"),
                row.getObject("created_by", UUID.class),
                row.getString("owner"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("version"));
    }

    private static @Nullable TemplateKey template(ResultSet row) throws SQLException {
        var waba = row.getString("waba_id");
        return waba == null
                ? null
                : new TemplateKey(
                        new WabaId(waba),
                        new TemplateName(row.getString("template_name")),
                        new Language(row.getString("template_language")));
    }

    private static @Nullable StateReason reason(ResultSet row) throws SQLException {
        var kind = row.getString("state_reason");
        return kind == null
                ? null
                : new StateReason(
                        kind,
                        row.getObject("state_code", Integer.class),
                        row.getString("state_detail"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
