package org.wabs.server.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.management.TemplateDetails;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.template.ComparedTemplate.Key;
import org.wabs.server.template.ComparedTemplate.Told;
import tools.jackson.databind.node.JsonNodeFactory;

/// Brings the stored templates of one account in line with what Meta lists, in the caller's
/// transaction of [PipelineDb].
final class TemplateSync {
    private final PipelineDb db;
    private final TemplateRows rows;
    private final EventBus events;
    private final OrganizationId organization;
    private final WabaId waba;

    TemplateSync(
            PipelineDb db,
            TemplateRows rows,
            EventBus events,
            OrganizationId organization,
            WabaId waba) {
        this.db = db;
        this.rows = rows;
        this.events = events;
        this.organization = organization;
        this.waba = waba;
    }

    /// @param askedAt by the database's clock, before Meta was asked: what a webhook changed since
    ///   is newer than the list
    TemplateChanges apply(List<TemplateDetails> listed, OffsetDateTime askedAt) {
        var former = former();
        var added = new ArrayList<TemplateChanges.Ref>();
        var changed = new ArrayList<TemplateChanges.Changed>();
        var left = new ArrayList<TemplateChanges.Ref>();
        var stopped = new ArrayList<Delivered<TemplateStopped>>();
        var reclassified = new ArrayList<Delivered<TemplateReclassified>>();
        var write = new ArrayList<ComparedTemplate>();
        for (var now : rowsOf(listed).values()) {
            var before = former.remove(now.key());
            if (before != null && before.changedAt().isAfter(askedAt)) {
                left.add(ref(now.key()));
                continue;
            }
            if (before == null || before.status().equals(Template.DELETED)) {
                added.add(ref(now.key()));
                write.add(now);
                continue;
            }
            var differences = now.differences(before);
            if (differences.isEmpty()) continue;
            changed.add(new TemplateChanges.Changed(ref(now.key()), differences));
            write.add(now);
            if (isApproved(before) && !isApproved(now))
                stopped.add(stopped(now.key(), now.status()));
            if (now.category() != null && !now.category().equals(before.category()))
                reclassified.add(reclassified(now.key(), now.category()));
        }
        former.values()
                .removeIf(row ->
                        row.status().equals(Template.DELETED) || row.changedAt().isAfter(askedAt));
        former.values().stream()
                .filter(TemplateSync::isApproved)
                .forEach(row -> stopped.add(stopped(row.key(), Template.DELETED)));
        write(write);
        markDeleted(former);
        if (!write.isEmpty() || !former.isEmpty())
            db.changes().note(organization, Subject.TEMPLATE);
        events.publish(stopped);
        events.publish(reclassified);
        return new TemplateChanges(
                added, changed, former.keySet().stream().map(this::ref).toList(), left);
    }

    /// Before Meta is asked, by the database's clock.
    static OffsetDateTime askedAt(PipelineDb db) {
        return db.sql().sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /// A template that Meta has just taken. Its review may be over already: then a reading, which
    /// the webhook called for, has brought it here before.
    ///
    /// @param requestedCategory what was asked for; Meta may have filed it under another
    void created(TemplateDetails template, String requestedCategory, OffsetDateTime askedAt) {
        var now = submitted(template);
        var before = former().get(now.key());
        boolean isRead =
                before != null
                        && !before.status().equals(Template.DELETED)
                        && before.changedAt().isAfter(askedAt);
        if (!isRead) write(List.of(now));
        requested(now.key(), requestedCategory);
        db.changes().note(organization, Subject.TEMPLATE);
    }

    /// A change that Meta has just taken. What a webhook has told since stands: it may be the end
    /// of this change's review.
    ///
    /// @param requestedCategory as of [#created]
    void edited(TemplateDetails template, String requestedCategory, OffsetDateTime askedAt) {
        var submitted = submitted(template);
        var before = former().get(submitted.key());
        var now = before == null ? submitted : submitted.with(before, askedAt);
        write(List.of(now));
        requested(now.key(), requestedCategory);
        if (before != null && isApproved(before) && !isApproved(now))
            events.publish(List.of(stopped(now.key(), now.status())));
        db.changes().note(organization, Subject.TEMPLATE);
    }

    private ComparedTemplate submitted(TemplateDetails template) {
        return rowsOf(List.of(template)).values().iterator().next();
    }

    private void requested(Key key, String category) {
        db.sql()
                .sql(
                        """
                        UPDATE template SET requested_category = :category
                         WHERE (organization_id, waba_id, name, language) = (:organization, :waba, :name, :language)\
                        """)
                .param("category", category)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("name", key.name())
                .param("language", key.language())
                .update();
    }

    /// Languages of a template that were just deleted here.
    void deleted(TemplateName name, List<Language> languages) {
        var former = former();
        former.keySet()
                .removeIf(key ->
                        !key.name().equals(name.value())
                                || languages.stream()
                                        .noneMatch(one -> one.code().equals(key.language())));
        former.values().removeIf(row -> row.status().equals(Template.DELETED));
        markDeleted(former);
        events.publish(
                former.values().stream()
                        .filter(TemplateSync::isApproved)
                        .<Delivered<?>>map(row -> stopped(row.key(), Template.DELETED))
                        .toList());
        db.changes().note(organization, Subject.TEMPLATE);
    }

    private Delivered<TemplateReclassified> reclassified(Key key, String category) {
        return new Delivered<>(
                organization,
                new TemplateReclassified(
                        waba,
                        new TemplateName(key.name()),
                        new Language(key.language()),
                        category));
    }

    private static boolean isApproved(ComparedTemplate row) {
        return row.status().equals(Template.APPROVED);
    }

    private TemplateChanges.Ref ref(Key key) {
        return new TemplateChanges.Ref(
                waba, new TemplateName(key.name()), new Language(key.language()));
    }

    private Delivered<TemplateStopped> stopped(Key key, String status) {
        return new Delivered<>(
                organization,
                new TemplateStopped(
                        waba, new TemplateName(key.name()), new Language(key.language()), status));
    }

    /// Locked in key order, so that webhooks and another reading wait.
    private Map<Key, ComparedTemplate> former() {
        var former = new HashMap<Key, ComparedTemplate>();
        db.sql()
                .sql(
                        """
                        SELECT name, language, meta_id, status, category, correct_category, parameter_format, quality,
                               rejected_reason, components, changed_at, status_told_at, category_told_at, quality_told_at
                          FROM template
                         WHERE organization_id = :organization AND waba_id = :waba
                         ORDER BY name, language
                           FOR UPDATE\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .query(this::row)
                .list()
                .forEach(row -> former.put(row.key(), row));
        return former;
    }

    private ComparedTemplate row(ResultSet row, int line) throws SQLException {
        return new ComparedTemplate(
                new Key(row.getString("name"), row.getString("language")),
                row.getString("meta_id"),
                row.getString("status"),
                row.getString("category"),
                row.getString("correct_category"),
                row.getString("parameter_format"),
                row.getString("quality"),
                row.getString("rejected_reason"),
                rows.read(row.getString("components")),
                row.getObject("changed_at", OffsetDateTime.class),
                new Told(
                        row.getObject("status_told_at", OffsetDateTime.class),
                        row.getObject("category_told_at", OffsetDateTime.class),
                        row.getObject("quality_told_at", OffsetDateTime.class)));
    }

    /// Should Meta list a template twice, the later one counts.
    private Map<Key, ComparedTemplate> rowsOf(List<TemplateDetails> listed) {
        var byKey = new LinkedHashMap<Key, ComparedTemplate>();
        for (var template : listed) {
            var key = new Key(template.name().value(), template.language().code());
            var components = JsonNodeFactory.instance.arrayNode();
            template.components().forEach(component -> components.add(component.raw()));
            byKey.put(
                    key,
                    new ComparedTemplate(
                            key,
                            template.id(),
                            template.status(),
                            template.category(),
                            announced(template),
                            template.isNamed() ? "NAMED" : "POSITIONAL",
                            template.quality(),
                            template.rejectedReason(),
                            components,
                            OffsetDateTime.MIN,
                            Told.NEVER));
        }
        return byKey;
    }

    /// Meta repeats the present category when it announces nothing.
    private static @Nullable String announced(TemplateDetails template) {
        return Objects.equals(template.correctCategory(), template.category())
                ? null
                : template.correctCategory();
    }

    private void write(List<ComparedTemplate> templates) {
        db.sql()
                .sql(
                        """
                        INSERT INTO template (organization_id, waba_id, name, language, meta_id, status, category, correct_category,
                                              parameter_format, quality, rejected_reason, components)
                        SELECT :organization, :waba, u.name, u.language, u.id, u.status, u.category, u.correct_category,
                               u.format, u.quality, u.rejected_reason, u.components::jsonb
                          FROM unnest(:names, :languages, :ids, :statuses, :categories, :correctCategories, :formats, :qualities,
                                      :reasons, :components)
                               AS u(name, language, id, status, category, correct_category, format, quality, rejected_reason, components)
                         ORDER BY u.name, u.language
                        ON CONFLICT (organization_id, waba_id, name, language) DO UPDATE
                           SET meta_id = excluded.meta_id, status = excluded.status, category = excluded.category,
                               correct_category = excluded.correct_category, parameter_format = excluded.parameter_format,
                               quality = excluded.quality, rejected_reason = excluded.rejected_reason,
                               components = excluded.components, version = template.version + 1, changed_at = clock_timestamp()\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .param("names", SqlArrays.texts(templates, row -> row.key().name()))
                .param("languages", SqlArrays.texts(templates, row -> row.key().language()))
                .param("ids", SqlArrays.texts(templates, ComparedTemplate::metaId))
                .param("statuses", SqlArrays.texts(templates, ComparedTemplate::status))
                .param("categories", SqlArrays.texts(templates, ComparedTemplate::category))
                .param(
                        "correctCategories",
                        SqlArrays.texts(templates, ComparedTemplate::correctCategory))
                .param("formats", SqlArrays.texts(templates, ComparedTemplate::parameterFormat))
                .param("qualities", SqlArrays.texts(templates, ComparedTemplate::quality))
                .param("reasons", SqlArrays.texts(templates, ComparedTemplate::rejectedReason))
                .param(
                        "components",
                        SqlArrays.texts(templates, row -> rows.write(row.components())))
                .update();
    }

    private void markDeleted(Map<Key, ComparedTemplate> gone) {
        db.sql()
                .sql(
                        """
                        UPDATE template t SET status = 'DELETED', version = t.version + 1, changed_at = clock_timestamp()
                          FROM unnest(:names, :languages) AS u(name, language)
                         WHERE t.organization_id = :organization AND t.waba_id = :waba
                           AND (t.name, t.language) = (u.name, u.language)\
                        """)
                .param("names", SqlArrays.texts(gone.keySet(), Key::name))
                .param("languages", SqlArrays.texts(gone.keySet(), Key::language))
                .param("organization", organization.value())
                .param("waba", waba.value())
                .update();
    }
}
