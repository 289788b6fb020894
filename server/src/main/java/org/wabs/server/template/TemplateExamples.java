package org.wabs.server.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.account.Accounts;
import org.wabs.server.account.MetaProblem;
import org.wabs.server.media.HeaderExamples;
import org.wabs.server.media.HeaderExamples.Format;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Files of ours as examples of headers: `"example": {"mediaId": "…"}` in place of the handle that
/// Meta wants, in the template's header and in those of its cards.
final class TemplateExamples {
    static final String MEDIA_ID = "mediaId";

    /// @param field its path, for a person
    /// @param example the object that names the file
    private record Named(String field, Format format, ObjectNode example) {
        UUID medium() {
            return TemplateMedia.id(example.path(MEDIA_ID).asString("")).orElseThrow();
        }
    }

    private final HeaderExamples files;
    private final Accounts accounts;

    TemplateExamples(HeaderExamples files, Accounts accounts) {
        this.files = files;
        this.accounts = accounts;
    }

    /// What is wrong with the files that a template names, of the bound organization.
    List<LintProblem> lint(NewTemplate wanted) {
        var problems = new ArrayList<LintProblem>();
        for (var named : named(wanted.components())) {
            var obstacle =
                    TemplateMedia.id(named.example.path(MEDIA_ID).asString("")).isEmpty()
                            ? Optional.of("an id of POST /api/media")
                            : files.obstacle(Tenant.current(), named.medium(), named.format);
            obstacle.ifPresent(
                    words -> problems.add(new LintProblem(named.field + "." + MEDIA_ID, words)));
        }
        return problems;
    }

    /// The template with Meta's handles in place of ours; uploads the files. Only after [#lint].
    NewTemplate atMeta(WabaId waba, AccessToken token, NewTemplate wanted) {
        var components = wanted.components().deepCopy();
        var named = named(components);
        if (named.isEmpty()) return wanted;
        var app =
                accounts.appOf(Tenant.current(), waba)
                        .orElseThrow(() -> appUnknown(waba, named.getFirst().field));
        named.forEach(one -> exchange(one, app, token));
        return wanted.with(components);
    }

    private void exchange(Named named, MetaAppId app, AccessToken token) {
        var handle =
                MetaProblem.valueOf(
                        "take the example of the header (" + named.field + ")",
                        files.upload(Tenant.current(), named.medium(), app, token));
        named.example.remove(MEDIA_ID);
        named.example.putArray("header_handle").add(handle);
    }

    private static ProblemException appUnknown(WabaId waba, String field) {
        return new ProblemException(
                        ProblemType.CONFLICT,
                        "Examples of headers are uploaded to the Meta app of the account, and the app of account "
                                + waba
                                + " is not known here, nor does Meta tell it of its token. Connect the account again with"
                                + " appId, as App settings, Basic of Meta's app dashboard shows it.")
                .field(field + "." + MEDIA_ID, "needs the appId of account " + waba);
    }

    private static List<Named> named(JsonNode components) {
        var found = new ArrayList<Named>();
        collect("components", components, found);
        return found;
    }

    private static void collect(String path, JsonNode components, List<Named> found) {
        int place = 0;
        for (var component : components) {
            var field = path + "[" + place++ + "]";
            format(component)
                    .ifPresent(format -> {
                        if (component.path("example") instanceof ObjectNode example
                                && example.has(MEDIA_ID))
                            found.add(new Named(field + ".example", format, example));
                    });
            int card = 0;
            for (var one : component.path("cards"))
                collect(field + ".cards[" + card++ + "].components", one.path("components"), found);
        }
    }

    private static Optional<Format> format(JsonNode component) {
        if (!NewTemplate.upper(component, "type").equals("HEADER")) return Optional.empty();
        var format = NewTemplate.upper(component, "format");
        return List.of(Format.values()).stream()
                .filter(one -> one.name().equals(format))
                .findFirst();
    }
}
