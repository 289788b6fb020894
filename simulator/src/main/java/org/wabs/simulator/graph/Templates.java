package org.wabs.simulator.graph;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.BadRequest;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.network.TemplateNews;
import org.wabs.simulator.network.WhatsApp;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/{waba}/message_templates` and single templates.
final class Templates {
    private static final List<String> USUAL_FIELDS =
            List.of(
                    "name",
                    "parameter_format",
                    "components",
                    "language",
                    "status",
                    "category",
                    "id");
    private static final int MOST_TEMPLATES = 6_000;
    private static final Set<String> EDITABLE = Set.of("APPROVED", "REJECTED", "PAUSED");

    private final Worlds worlds;
    private final WhatsApp whatsApp;
    private final Uploads uploads;

    Templates(Worlds worlds, WhatsApp whatsApp, Uploads uploads) {
        this.worlds = worlds;
        this.whatsApp = whatsApp;
        this.uploads = uploads;
    }

    Answer list(Request request, Waba waba) {
        List<Template> found =
                waba.templates().stream()
                        .filter(is(request, "name", Template::name))
                        .filter(is(request, "status", Template::status))
                        .filter(is(request, "language", Template::language))
                        .filter(is(request, "category", Template::category))
                        .filter(is(request, "quality_score", Template::quality))
                        .filter(t -> mentions(t, request))
                        .toList();
        List<ObjectNode> nodes =
                found.stream().map(template -> selected(request, waba, template)).toList();
        ObjectNode answer = Paging.pageOf(request, nodes);
        if (!request.query("summary", "").isEmpty()) {
            answer.putObject("summary")
                    .put("total_count", found.size())
                    .put("message_template_count", waba.templates().size())
                    .put("message_template_limit", MOST_TEMPLATES)
                    .put("are_translations_complete", true);
        }
        return Answer.json(answer);
    }

    /// Creates a template; the review decides later.
    Answer create(Request request, Waba waba) {
        ObjectNode spec = body(request);
        TemplateForm.check(spec);
        uploads.checkExamples(spec.path("components"), examplesOf(waba, spec), waba);
        String name = spec.path("name").asString();
        String language = spec.path("language").asString();
        if (waba.findTemplate(name, language).isPresent()) {
            throw TemplateForm.refusal(
                    TemplateForm.EXISTS,
                    "There is already " + language + " content for the template " + name);
        }
        if (waba.templates().size() >= MOST_TEMPLATES) {
            throw TemplateForm.refusal(
                    TemplateForm.TOO_MANY, "The account has " + MOST_TEMPLATES + " templates");
        }
        Template filed = whatsApp.reviews().submit(waba, Template.submitted(waba.id(), spec));
        return Answer.json(
                Json.object()
                        .put("id", filed.id())
                        .put("status", filed.status())
                        .put("category", filed.category()));
    }

    /// Of the same template in its other languages.
    private static JsonNode examplesOf(Waba waba, ObjectNode spec) {
        var all = Json.object().putArray("components");
        waba.templates().stream()
                .filter(template -> template.name().equals(spec.path("name").asString()))
                .forEach(template -> all.add(template.components()));
        return all;
    }

    /// Changes category and components; only what is approved, rejected or paused can be edited.
    Answer edit(Request request, Waba waba, Template template) {
        if (!EDITABLE.contains(template.status())) {
            throw Refusal.invalid("A template that is " + template.status() + " cannot be edited");
        }
        ObjectNode change = body(request);
        ObjectNode spec = Json.object().put("name", template.name());
        spec.put("language", template.language());
        spec.put("category", change.path("category").asString(template.category()));
        spec.put("parameter_format", change.path("parameter_format").asString(template.format()));
        spec.set(
                "components",
                change.has("components") ? change.path("components") : template.components());
        if (template.sendable()
                && !spec.path("category").asString().equalsIgnoreCase(template.category())) {
            throw Refusal.invalid("The category of an approved template cannot be changed");
        }
        TemplateForm.check(spec);
        uploads.checkExamples(spec.path("components"), template.components(), waba);
        whatsApp.reviews().submit(waba, Template.submitted(waba.id(), spec));
        return Answer.json(Json.object().put("success", true));
    }

    Answer unpause(Waba waba, Template template) {
        if (!template.status().equals("PAUSED")) {
            return Answer.json(
                    Json.object()
                            .put("success", false)
                            .put("reason", "The template is not paused"));
        }
        Template sendable = template.withStatus("APPROVED");
        whatsApp.pacing().release(waba, sendable);
        new TemplateNews(whatsApp).status(waba, sendable, "APPROVED", "UNPAUSE");
        return Answer.json(Json.object().put("success", true));
    }

    /// Deletes every language of a name, or the one of `hsm_id`.
    Answer delete(Request request, Waba waba) {
        String name = request.query("name", "");
        String id = request.query("hsm_id", "");
        List<Template> doomed =
                waba.templates().stream()
                        .filter(template -> template.name().equals(name))
                        .filter(template -> id.isEmpty() || template.id().equals(id))
                        .toList();
        if (doomed.isEmpty()) {
            throw Refusal.invalid("No template " + name);
        }
        if (doomed.stream().anyMatch(template -> template.status().equals("DISABLED"))) {
            throw Refusal.invalid("A disabled template cannot be deleted");
        }
        doomed.forEach(template -> worlds.remove(waba, template));
        return Answer.json(Json.object().put("success", true));
    }

    private static ObjectNode body(Request request) {
        try {
            return request.object();
        } catch (BadRequest e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    Answer one(Request request, Waba waba, Template template) {
        return Answer.json(selected(request, waba, template));
    }

    private static ObjectNode selected(Request request, Waba waba, Template template) {
        return Fields.select(
                node(waba, template),
                request.query("fields", ""),
                USUAL_FIELDS,
                "WhatsAppMessageTemplate");
    }

    /// A filter by a comma list; without one everything passes.
    private static Predicate<Template> is(
            Request request, String parameter, Function<Template, String> value) {
        String wanted = request.query(parameter, "").replaceAll("[\\[\\]\"]", "");
        if (wanted.isBlank()) {
            return template -> true;
        }
        List<String> values = Arrays.stream(wanted.split(",")).map(String::strip).toList();
        return template -> values.stream().anyMatch(value.apply(template)::equalsIgnoreCase);
    }

    private static boolean mentions(Template template, Request request) {
        String content = request.query("content", "");
        String either = request.query("name_or_content", "");
        return template.shape().bodyText().contains(content)
                && (template.name().contains(either)
                        || template.shape().bodyText().contains(either));
    }

    private static ObjectNode node(Waba waba, Template template) {
        ObjectNode node = Json.object().put("id", template.id()).put("name", template.name());
        node.put("language", template.language()).put("status", template.status());
        node.put("category", template.category());
        node.put("parameter_format", template.format());
        node.set("components", template.components());
        node.putObject("quality_score")
                .put("score", template.quality())
                .put("date", Instant.now().getEpochSecond());
        node.put("rejected_reason", template.rejectedReason());
        node.put("previous_category", template.category());
        node.put("correct_category", template.category()).put("sub_category", "CUSTOM");
        node.put("message_send_ttl_seconds", -1).put("library_template_name", "");
        node.put("cta_url_link_tracking_opted_out", false);
        node.set("health_status", Accounts.templateHealth(waba, template));
        return node;
    }
}
