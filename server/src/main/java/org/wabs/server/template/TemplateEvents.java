package org.wabs.server.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.webhook.TemplateEvent;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateCategoryChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateComponentsChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateQualityChanged;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateRef;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateStatusChanged;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Keeps templates as Meta's webhooks report them, in the transaction that processes the webhook.
final class TemplateEvents {
    private static final String WHICH =
            """
            organization_id = :organization AND waba_id = :waba
              AND (meta_id = :id OR (CAST(:id AS text) IS NULL AND name = :name AND language = :language))\
            """;

    private record Stored(String name, String language, String formerStatus) {}

    private final PipelineDb db;
    private final TemplateRefresh refresh;
    private final EventBus events;
    private final Audit audit;

    TemplateEvents(PipelineDb db, TemplateRefresh refresh, EventBus events, Audit audit) {
        this.db = db;
        this.refresh = refresh;
        this.events = events;
        this.audit = audit;
    }

    void listen() {
        events.on(TemplateStatusChanged.class, this::statuses);
        events.on(TemplateQualityChanged.class, batch -> each(batch, this::quality));
        events.on(TemplateCategoryChanged.class, batch -> each(batch, this::category));
        events.on(TemplateComponentsChanged.class, batch -> each(batch, this::unread));
    }

    private interface Effect<E> {
        void of(OrganizationId organization, WabaId waba, E event);
    }

    private <E extends TemplateEvent> void each(List<Delivered<E>> batch, Effect<E> effect) {
        for (var delivered : batch) {
            delivered
                    .event()
                    .wabaId()
                    .ifPresent(
                            waba -> effect.of(delivered.organization(), waba, delivered.event()));
            db.changes().note(delivered.organization(), Subject.TEMPLATE);
        }
    }

    private void statuses(List<Delivered<TemplateStatusChanged>> batch) {
        var stopped = new ArrayList<Delivered<TemplateStopped>>();
        var reclassified = new ArrayList<Delivered<TemplateReclassified>>();
        each(
                batch,
                (organization, waba, event) -> {
                    var status = status(event.event());
                    if (status == null) return;
                    var stored = change(organization, waba, event, status);
                    var category = event.category();
                    if (category != null)
                        stored.forEach(template ->
                                reclassified.add(
                                        new Delivered<>(
                                                organization,
                                                new TemplateReclassified(
                                                        waba,
                                                        new TemplateName(template.name),
                                                        new Language(template.language),
                                                        category))));
                    if (stored.isEmpty()) unread(organization, waba, event);
                    for (var template : stored) {
                        if (!template.formerStatus.equals(status))
                            record(organization, waba, template, status);
                        if (template.formerStatus.equals(Template.APPROVED)
                                && !status.equals(Template.APPROVED))
                            stopped.add(
                                    new Delivered<>(
                                            organization,
                                            new TemplateStopped(
                                                    waba,
                                                    new TemplateName(template.name),
                                                    new Language(template.language),
                                                    status)));
                    }
                });
        events.publish(stopped);
        events.publish(reclassified);
    }

    /// @return null for events that leave the status as it is
    private static @Nullable String status(String event) {
        return switch (event) {
            case "REINSTATED", "UNARCHIVED" -> Template.APPROVED;
            case "FLAGGED", "LOCKED" -> null;
            default -> event;
        };
    }

    private List<Stored> change(
            OrganizationId organization, WabaId waba, TemplateStatusChanged event, String status) {
        var template = event.template();
        // in a statement of its own: a concurrent reading from Meta could cost the change (ADR
        // 0004)
        db.sql()
                .sql(
                        "SELECT name FROM template WHERE "
                                + WHICH
                                + " ORDER BY name, language FOR UPDATE")
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("id", template.id())
                .param("name", name(template))
                .param("language", language(template))
                .query(String.class)
                .list();
        return db.sql()
                .sql(
                        """
                        WITH former AS MATERIALIZED (
                            SELECT organization_id, waba_id, name, language, status FROM template WHERE %s
                        )
                        UPDATE template t
                           SET status = :status, rejected_reason = :reason, status_told_at = clock_timestamp(),
                               category = coalesce(:category, t.category),
                               category_told_at = CASE WHEN CAST(:category AS text) IS NULL THEN t.category_told_at ELSE clock_timestamp() END,
                               version = t.version + 1, changed_at = clock_timestamp()
                          FROM former f
                         WHERE (t.organization_id, t.waba_id, t.name, t.language) = (f.organization_id, f.waba_id, f.name, f.language)
                        RETURNING t.name, t.language, f.status\
                        """
                                .formatted(WHICH))
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("id", template.id())
                .param("name", name(template))
                .param("language", language(template))
                .param("status", status)
                .param("reason", status.equals("REJECTED") ? reason(event) : null)
                .param("category", event.category())
                .query((row, line) ->
                        new Stored(
                                row.getString("name"),
                                row.getString("language"),
                                row.getString("status")))
                .list();
    }

    private void record(OrganizationId organization, WabaId waba, Stored template, String status) {
        audit.recordSystem(
                organization,
                "template.reviewed",
                "template",
                waba + "/" + template.name + "/" + template.language,
                Map.of("former", template.formerStatus, "status", status));
    }

    private static @Nullable String reason(TemplateStatusChanged event) {
        return event.rejectionReason() == null ? event.reason() : event.rejectionReason();
    }

    private void quality(OrganizationId organization, WabaId waba, TemplateQualityChanged event) {
        db.sql()
                .sql(
                        "UPDATE template SET quality = :quality, quality_told_at = clock_timestamp(), version = version + 1, changed_at = clock_timestamp() WHERE "
                                + WHICH)
                .param("quality", event.current())
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("id", event.template().id())
                .param("name", name(event.template()))
                .param("language", language(event.template()))
                .update();
    }

    /// Whether it is another one than before is asked where it matters: of campaigns.
    private void category(OrganizationId organization, WabaId waba, TemplateCategoryChanged event) {
        var changed =
                db.sql()
                        .sql(
                                """
                                UPDATE template
                                   SET category = coalesce(:category, category), correct_category = :correct,
                                       category_told_at = clock_timestamp(), version = version + 1, changed_at = clock_timestamp()
                                 WHERE \
                                """
                                        + WHICH
                                        + " RETURNING name, language, category")
                        .param("category", event.newCategory())
                        .param("correct", event.correctCategory())
                        .param("organization", organization.value())
                        .param("waba", waba.value())
                        .param("id", event.template().id())
                        .param("name", name(event.template()))
                        .param("language", language(event.template()))
                        .query((row, line) -> reclassified(organization, waba, row))
                        .list();
        events.publish(changed);
    }

    private static Delivered<TemplateReclassified> reclassified(
            OrganizationId organization, WabaId waba, ResultSet row) throws SQLException {
        return new Delivered<>(
                organization,
                new TemplateReclassified(
                        waba,
                        new TemplateName(row.getString("name")),
                        new Language(row.getString("language")),
                        String.valueOf(row.getString("category"))));
    }

    private void unread(OrganizationId organization, WabaId waba, TemplateEvent event) {
        refresh.soon(organization, waba);
    }

    private static @Nullable String name(TemplateRef template) {
        return template.name() == null ? null : template.name().value();
    }

    private static @Nullable String language(TemplateRef template) {
        return template.language() == null ? null : template.language().code();
    }
}
