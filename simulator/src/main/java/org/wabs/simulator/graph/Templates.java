package org.wabs.simulator.graph;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.wabs.simulator.http.Answer;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.http.Request;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;
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

    Answer list(Request request, Waba waba) {
        List<Template> found =
                waba.templates().stream()
                        .filter(is(request, "name", Template::name)::apply)
                        .filter(is(request, "status", Template::status)::apply)
                        .filter(is(request, "language", Template::language)::apply)
                        .filter(is(request, "category", Template::category)::apply)
                        .filter(is(request, "quality_score", Template::quality)::apply)
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
    private static Function<Template, Boolean> is(
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
