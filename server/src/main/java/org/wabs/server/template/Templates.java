package org.wabs.server.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.TemplateDetails;
import org.wabs.server.account.Accounts;
import org.wabs.server.account.MetaProblem;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;

/// The templates of the bound organization.
public final class Templates {
    private static final Logger log = LoggerFactory.getLogger(Templates.class);

    /// In the texts only, not in the keys of the JSON.
    private static final String SEARCH =
            """
            SELECT %s FROM template t
             WHERE status <> :deleted
               AND (position(:part IN name) > 0
                    OR EXISTS (SELECT FROM jsonb_path_query(components, '$[*].text') AS texts(words)
                                WHERE position(:part IN lower(words #>> '{}')) > 0))
               AND EXISTS (SELECT FROM waba w
                            WHERE (w.organization_id, w.waba_id) = (t.organization_id, t.waba_id) AND w.disconnected_at IS NULL)
             ORDER BY changed_at DESC, name, language LIMIT :most\
            """
                    .formatted(TemplateRows.COLUMNS);

    private final AppDb app;
    private final PipelineDb pipeline;
    private final CloudApi meta;
    private final Accounts accounts;
    private final EventBus events;
    private final Audit audit;
    private final TemplateRows rows;

    Templates(
            AppDb app,
            PipelineDb pipeline,
            CloudApi meta,
            Accounts accounts,
            EventBus events,
            Audit audit,
            TemplateRows rows) {
        this.app = app;
        this.pipeline = pipeline;
        this.meta = meta;
        this.accounts = accounts;
        this.events = events;
        this.audit = audit;
        this.rows = rows;
    }

    /// In whatever status it is; see [Template#notSendableReason].
    public Optional<Template> find(WabaId waba, TemplateName name, Language language) {
        return Objects.requireNonNull(
                app.tx()
                        .execute(status ->
                                app.sql()
                                        .sql(
                                                "SELECT "
                                                        + TemplateRows.COLUMNS
                                                        + " FROM template WHERE waba_id = :waba AND name = :name AND language = :language")
                                        .param("waba", waba.value())
                                        .param("name", name.value())
                                        .param("language", language.code())
                                        .query(rows::template)
                                        .optional()));
    }

    /// Those of a name that can be sent, in whatever language.
    public List<Template> sendable(WabaId waba, TemplateName name) {
        return Objects.requireNonNull(
                        app.tx()
                                .execute(status ->
                                        app.sql()
                                                .sql(
                                                        "SELECT "
                                                                + TemplateRows.COLUMNS
                                                                + " FROM template WHERE waba_id = :waba AND name = :name AND status = 'APPROVED' ORDER BY language")
                                                .param("waba", waba.value())
                                                .param("name", name.value())
                                                .query(rows::template)
                                                .list()))
                .stream()
                .filter(Template::isSendable)
                .toList();
    }

    /// With what only editing needs.
    Optional<TemplateAuthoring.Stored> stored(WabaId waba, TemplateName name, Language language) {
        return Objects.requireNonNull(
                app.tx()
                        .execute(status ->
                                app.sql()
                                        .sql(
                                                "SELECT "
                                                        + TemplateRows.COLUMNS
                                                        + ", meta_id FROM template WHERE waba_id = :waba AND name = :name AND language = :language")
                                        .param("waba", waba.value())
                                        .param("name", name.value())
                                        .param("language", language.code())
                                        .query((row, line) -> stored(row))
                                        .optional()));
    }

    private TemplateAuthoring.Stored stored(ResultSet row) throws SQLException {
        return new TemplateAuthoring.Stored(
                row.getString("meta_id"),
                row.getString("parameter_format").equals("NAMED"),
                row.getInt("version"),
                rows.template(row, 0));
    }

    /// The languages that a template exists in, in whatever status.
    List<Language> languages(WabaId waba, TemplateName name) {
        return Objects.requireNonNull(
                app.tx()
                        .execute(status ->
                                app.sql()
                                        .sql(
                                                """
                                                SELECT language FROM template
                                                 WHERE waba_id = :waba AND name = :name AND status <> 'DELETED' ORDER BY language\
                                                """)
                                        .param("waba", waba.value())
                                        .param("name", name.value())
                                        .query((row, line) -> new Language(row.getString(1)))
                                        .list()));
    }

    /// By name, language and account.
    Page<Template> list(TemplateFilter filter, PageRequest page) {
        var after = Cursor.decode(page.cursor(), 3);
        var found =
                Objects.requireNonNull(
                        app.tx()
                                .execute(status ->
                                        app.sql()
                                                .sql(
                                                        """
                                                        SELECT %s
                                                          FROM template t
                                                         WHERE (CAST(:status AS text) IS NULL OR status = :status)
                                                           AND (NOT :onlyPresent OR status <> 'DELETED')
                                                           AND (CAST(:category AS text) IS NULL OR category = :category)
                                                           AND (CAST(:language AS text) IS NULL OR language = :language)
                                                           AND (CAST(:name AS text) IS NULL OR starts_with(name, :name))
                                                           AND (CAST(:part AS text) IS NULL OR position(:part IN name) > 0
                                                                OR position(:part IN lower(components::text)) > 0)
                                                           AND (CAST(:quality AS text) IS NULL OR coalesce(quality, 'UNKNOWN') = :quality)
                                                           AND (CAST(:account AS text) IS NULL OR waba_id = :account)
                                                           AND (name, language, waba_id) > (:afterName, :afterLanguage, :afterWaba)
                                                           AND EXISTS (SELECT FROM waba w
                                                                        WHERE (w.organization_id, w.waba_id) = (t.organization_id, t.waba_id)
                                                                          AND w.disconnected_at IS NULL)
                                                         ORDER BY name, language, waba_id
                                                         LIMIT :limit\
                                                        """
                                                                .formatted(TemplateRows.COLUMNS))
                                                .param("status", filter.wantedStatus())
                                                .param("onlyPresent", filter.onlyPresent())
                                                .param("category", name(filter.category()))
                                                .param("language", filter.language())
                                                .param("name", filter.namePrefix())
                                                .param("part", filter.part())
                                                .param("quality", filter.wantedQuality())
                                                .param("account", filter.account())
                                                .param("afterName", part(after, 0))
                                                .param("afterLanguage", part(after, 1))
                                                .param("afterWaba", part(after, 2))
                                                .param("limit", page.size() + 1)
                                                .query(rows::template)
                                                .list()));
        return Page.of(
                found,
                page.size(),
                last -> Cursor.encode(last.name(), last.language(), last.wabaId()));
    }

    /// A template for a list of hits.
    ///
    /// @param status Meta's; only APPROVED can be sent
    /// @param changedAt when what we know of it changed last
    public record Found(
            String account,
            String name,
            String language,
            String status,
            String body,
            Instant changedAt) {}

    /// Those changed last whose name or texts have this part, in any case.
    public List<Found> search(String part, int most) {
        return Objects.requireNonNull(
                app.tx()
                        .execute(status ->
                                app.sql()
                                        .sql(SEARCH)
                                        .param("part", part.toLowerCase(Locale.ROOT))
                                        .param("deleted", Template.DELETED)
                                        .param("most", most)
                                        .query((row, n) -> found(row))
                                        .list()));
    }

    private Found found(ResultSet row) throws SQLException {
        var template = rows.template(row, 0);
        return new Found(
                template.wabaId().value(),
                template.name().value(),
                template.language().code(),
                template.status(),
                template.bodyText(),
                template.changedAt());
    }

    private static @Nullable String name(@Nullable Category category) {
        return category == null ? null : category.name();
    }

    private static String part(@Nullable Cursor cursor, int part) {
        return cursor == null ? "" : cursor.text(part);
    }

    /// Reads all templates of an account from Meta and stores what changed.
    ///
    /// @throws ProblemException when the account is not connected, or Meta refuses or does not
    ///   answer
    public TemplateChanges sync(WabaId waba) {
        var organization = Tenant.current();
        var token = accounts.getToken(organization, waba);
        var askedAt = TemplateSync.askedAt(pipeline);
        var answer = meta.listTemplates(waba, token);
        if (answer instanceof GraphResult.Refused<List<TemplateDetails>>(var error))
            accounts.refused(organization, waba, error);
        var listed = MetaProblem.valueOf("list the templates of account " + waba, answer);
        var changes =
                Objects.requireNonNull(
                        pipeline.tx()
                                .execute(status -> {
                                    accounts.templatesRead(organization, waba);
                                    var found =
                                            new TemplateSync(
                                                            pipeline,
                                                            rows,
                                                            events,
                                                            organization,
                                                            waba)
                                                    .apply(listed, askedAt);
                                    record(organization, waba, found);
                                    return found;
                                }));
        log.info(
                "Templates read wabaId={} listed={} added={} changed={} removed={}",
                waba,
                listed.size(),
                changes.added().size(),
                changes.changed().size(),
                changes.removed().size());
        return changes;
    }

    private void record(OrganizationId organization, WabaId waba, TemplateChanges changes) {
        if (changes.isEmpty()) return;
        audit.recordWhoever(
                organization,
                "templates.synced",
                "account",
                waba.value(),
                Map.of(
                        "added", changes.added().size(),
                        "changed", changes.changed().size(),
                        "removed", changes.removed().size()));
    }
}
