package org.wabs.server.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AccessToken;
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
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Makes, changes and deletes templates of the bound organization at Meta, which reviews them; what
/// Meta decides comes by webhook.
final class TemplateAuthoring {
    private static final Logger log = LoggerFactory.getLogger(TemplateAuthoring.class);

    private final Templates templates;
    private final CloudApi meta;
    private final Accounts accounts;
    private final TemplateExamples examples;
    private final PipelineDb db;
    private final TemplateRows rows;
    private final EventBus events;
    private final Audit audit;

    TemplateAuthoring(
            Templates templates,
            CloudApi meta,
            Accounts accounts,
            TemplateExamples examples,
            PipelineDb db,
            TemplateRows rows,
            EventBus events,
            Audit audit) {
        this.templates = templates;
        this.meta = meta;
        this.accounts = accounts;
        this.examples = examples;
        this.db = db;
        this.rows = rows;
        this.events = events;
        this.audit = audit;
    }

    /// @throws ProblemException naming every field that Meta would refuse, or what Meta said
    void create(WabaId waba, NewTemplate asked) {
        var token = token(waba);
        check(asked);
        var wanted = examples.atMeta(waba, token, asked);
        var askedAt = TemplateSync.askedAt(db);
        var answer = meta.createTemplate(waba, token, wanted.json());
        var made = valueOf("create the template " + wanted.name(), waba, answer);
        log.info("Template created wabaId={} status={}", waba, made.status());
        var category = made.category() == null ? wanted.category() : made.category();
        var template = details(wanted, made.id(), made.status(), category);
        sync(
                waba,
                sync -> {
                    sync.created(template, wanted.category(), askedAt);
                    record("template.created", waba, template);
                });
    }

    /// @param version of the template as it was read
    void edit(
            WabaId waba,
            TemplateName name,
            Language language,
            int version,
            @Nullable String category,
            @Nullable JsonNode components) {
        var token = token(waba);
        var stored = stored(waba, name, language);
        if (stored.version() != version)
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            name
                                    + " ("
                                    + language
                                    + ") was changed in the meantime: load it again and repeat.")
                    .with("version", stored.version());
        var asked =
                new NewTemplate(
                        name.value(),
                        language.code(),
                        category == null ? categoryOf(stored) : category,
                        stored.isNamed() ? "NAMED" : "POSITIONAL",
                        components == null ? stored.template().components() : components);
        editable(stored.template(), asked.category());
        check(asked);
        var changed = examples.atMeta(waba, token, asked);
        var change = JsonNodeFactory.instance.objectNode();
        change.set("components", changed.components());
        if (!changed.category().equals(categoryOf(stored)))
            change.put("category", changed.category());
        var askedAt = TemplateSync.askedAt(db);
        var done =
                valueOf(
                        "change the template " + name,
                        waba,
                        meta.editTemplate(stored.metaId(), token, change));
        if (!done) throw notDone("change");
        var template = details(changed, stored.metaId(), "PENDING", changed.category());
        sync(
                waba,
                sync -> {
                    sync.edited(template, changed.category(), askedAt);
                    record("template.changed", waba, template);
                });
    }

    private static String categoryOf(Stored stored) {
        var category = stored.template().category();
        return category == null ? "" : category.name();
    }

    /// Meta's rules: only what is approved, rejected or paused, and never the category of an
    /// approved one.
    private static void editable(Template template, String category) {
        switch (template.status()) {
            case "REJECTED", "PAUSED" -> {}
            case "APPROVED" -> {
                var former = template.category();
                if (former != null && !former.name().equals(category))
                    throw new ProblemException(
                                    ProblemType.CONFLICT,
                                    "The category of an approved template is fixed; make a template of another name.")
                            .field("category", "stays " + former);
            }
            default ->
                    throw new ProblemException(
                            ProblemType.CONFLICT,
                            "A template that is "
                                    + template.status()
                                    + " cannot be changed; only APPROVED, REJECTED and PAUSED ones.");
        }
    }

    /// @param language null: all of them
    void delete(WabaId waba, TemplateName name, @Nullable Language language) {
        var token = token(waba);
        var id = language == null ? null : stored(waba, name, language).metaId();
        if (language == null && templates.languages(waba, name).isEmpty())
            throw unknown(waba, name, "");
        var done =
                valueOf(
                        "delete the template " + name,
                        waba,
                        meta.deleteTemplate(waba, token, name, id));
        if (!done) throw notDone("delete");
        var gone = language == null ? templates.languages(waba, name) : List.of(language);
        sync(
                waba,
                sync -> {
                    sync.deleted(name, gone);
                    gone.forEach(one ->
                            record("template.deleted", waba, name.value(), one.code(), Map.of()));
                });
        log.info("Template deleted wabaId={} languages={}", waba, gone.size());
    }

    /// The same template in another language; its texts are given, or stay to be translated by an
    /// edit.
    void copy(
            WabaId waba,
            TemplateName name,
            Language from,
            String language,
            @Nullable JsonNode components) {
        var stored = stored(waba, name, from);
        create(
                waba,
                new NewTemplate(
                        name.value(),
                        language,
                        categoryOf(stored),
                        stored.isNamed() ? "NAMED" : "POSITIONAL",
                        components == null ? stored.template().components() : components));
    }

    /// Everything that is known to be wrong; empty when Meta may be asked.
    List<LintProblem> lint(NewTemplate wanted) {
        return Stream.concat(TemplateLinter.lint(wanted).stream(), examples.lint(wanted).stream())
                .toList();
    }

    private void check(NewTemplate wanted) {
        var problems = lint(wanted);
        if (problems.isEmpty()) return;
        var problem =
                new ProblemException(
                        ProblemType.INVALID_REQUEST, "Meta would refuse this template.");
        problems.forEach(one -> problem.field(one.field(), one.message()));
        throw problem;
    }

    private AccessToken token(WabaId waba) {
        return accounts.getToken(Tenant.current(), waba);
    }

    private <T> T valueOf(String wanted, WabaId waba, GraphResult<T> answer) {
        if (answer instanceof GraphResult.Refused<T>(var error)) {
            accounts.refused(Tenant.current(), waba, error);
            var subcode = error.subcode();
            var field = subcode == null ? null : TemplateLinter.fieldsBySubcode().get(subcode);
            if (field != null) throw MetaProblem.refused(wanted, error).field(field, words(error));
        }
        return MetaProblem.valueOf(wanted, answer);
    }

    private static String words(org.wabs.cloudapi.error.MetaError error) {
        return error.details() == null ? String.valueOf(error.message()) : error.details();
    }

    private static ProblemException notDone(String what) {
        return new ProblemException(
                ProblemType.META_REFUSED,
                "Meta did not " + what + " the template and gave no reason.");
    }

    /// @param isNamed the form of its variables
    record Stored(String metaId, boolean isNamed, int version, Template template) {}

    private Stored stored(WabaId waba, TemplateName name, Language language) {
        return Optional.of(templates.stored(waba, name, language))
                .flatMap(found -> found)
                .filter(found -> !found.template().status().equals(Template.DELETED))
                .orElseThrow(() -> unknown(waba, name, " (" + language + ")"));
    }

    static ProblemException unknown(WabaId waba, TemplateName name, String language) {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "There is no template " + name + language + " in account " + waba + ".");
    }

    private static TemplateDetails details(
            NewTemplate wanted, String id, String status, String category) {
        var json = wanted.json();
        json.put("id", id).put("status", status).put("category", category);
        json.put("parameter_format", wanted.format());
        return TemplateDetails.of(json);
    }

    private void record(String action, WabaId waba, TemplateDetails template) {
        record(
                action,
                waba,
                template.name().value(),
                template.language().code(),
                Map.of(
                        "category",
                        String.valueOf(template.category()),
                        "status",
                        template.status()));
    }

    private void record(
            String action, WabaId waba, String name, String language, Map<String, ?> detail) {
        audit.recordWhoever(
                Tenant.current(), action, "template", waba + "/" + name + "/" + language, detail);
    }

    private void sync(WabaId waba, Consumer<TemplateSync> change) {
        db.tx()
                .executeWithoutResult(status ->
                        change.accept(new TemplateSync(db, rows, events, Tenant.current(), waba)));
    }
}
