package org.wabs.cli.send;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.screen.Screen;
import org.wabs.cli.send.SendCommand.Wish;
import tools.jackson.databind.JsonNode;

/// One campaign from a file to its result, as a script wants it.
final class SendRun {
    private static final List<String> NEEDED =
            List.of(
                    "SEE_ACCOUNTS",
                    "SEE_TEMPLATES",
                    "MANAGE_CONTACTS",
                    "SEE_CAMPAIGNS",
                    "MANAGE_CAMPAIGNS",
                    "EXPORT_CONTACTS");

    static final Duration LOOK = Duration.ofMillis(300);

    private final KeyedServer server;
    private final Screen screen;
    private final StopSignal stop;

    SendRun(KeyedServer server, Screen screen, StopSignal stop) {
        this.server = server;
        this.screen = screen;
        this.stop = stop;
    }

    /// @return the exit code
    int run(Wish wish) {
        checkKey();
        var number = number(wish.from());
        var waba = number.path("wabaId").asString("");
        var template = template(wish, waba);
        var tag = tag();
        var imported = new FileImport(server, screen, stop).run(wish, waba, tag);
        var mapping = new VariableMapping(wish.map(), imported.path("columns"));
        var variables = mapping.variables(template.path("slots"));
        if (wish.dryRun()) {
            new DryRun(server, screen).tell(wish, number, imported, template, mapping);
            screen.line("Dry run: nothing was imported, nothing is sent.");
            return 0;
        }
        var campaign = campaign(wish, number, tag, variables);
        preview(campaign);
        if (wish.at() != null) return schedule(campaign, wish);
        server.post("starting the campaign", path(campaign, "start"), Map.of());
        try {
            return new CampaignWatch(server, screen, stop).until(campaign, wish.result());
        } catch (StopSignal.Stopped e) {
            screen.erase();
            screen.line(
                    "Campaign " + campaign + " goes on without this command. Stop it in the app.");
            return stop.exitCode();
        }
    }

    /// Asked first, so that a run does not end half-way.
    private void checkKey() {
        var may = new ArrayList<String>();
        for (var permission :
                server.get("asking what the key may do", "/api/auth/me").path("permissions"))
            may.add(permission.asString(""));
        var missing = NEEDED.stream().filter(permission -> !may.contains(permission)).toList();
        if (!missing.isEmpty())
            throw CommandProblem.cannotStart(
                    "The API key ("
                            + ServerOptions.KEY
                            + ") lacks "
                            + String.join(", ", missing)
                            + ": make one that has "
                            + (missing.size() == 1 ? "it" : "them")
                            + ", in the app or with POST /api/api-keys.");
        if (!may.contains("SEE_PHONE_NUMBERS"))
            screen.line(
                    "Note: without SEE_PHONE_NUMBERS the result has the last four digits of numbers only.");
    }

    private JsonNode number(String from) {
        var digits = from.replaceAll("[^0-9]", "");
        var known = new LinkedHashMap<String, String>();
        for (var account :
                server.get("looking for the number", "/api/accounts?limit=200").path("items")) {
            for (var number : account.path("numbers")) {
                var shown = number.path("displayPhoneNumber").asString("");
                if (shown.replaceAll("[^0-9]", "").equals(digits)) return number;
                known.put(shown, shown);
            }
        }
        throw CommandProblem.cannotStart(
                from
                        + " is no connected number. "
                        + (known.isEmpty()
                                ? "None is connected."
                                : "Connected: " + String.join(", ", known.keySet()) + "."));
    }

    private JsonNode template(Wish wish, String waba) {
        var path = "/api/templates/" + waba + "/" + wish.template() + "/" + wish.language();
        var answer = server.look(path);
        if (answer.status() == 404)
            throw new KnownTemplates(server, waba).unknown(wish.template(), wish.language());
        var template = answer.isOk() ? answer.body() : server.get("reading the template", path);
        if (!template.path("sendable").asBoolean(false))
            throw CommandProblem.cannotStart(
                    wish.template() + " cannot be sent: " + template.path("reason").asString(""));
        return template;
    }

    private static String tag() {
        var now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
        return "send " + now + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    private String campaign(Wish wish, JsonNode number, String tag, Map<String, Object> variables) {
        var made =
                server.create(
                        "creating the campaign",
                        "/api/campaigns",
                        Map.of(
                                "name",
                                wish.contacts().getFileName() + ", " + tag,
                                "template",
                                Map.of(
                                        "wabaId",
                                        number.path("wabaId").asString(""),
                                        "name",
                                        wish.template(),
                                        "language",
                                        wish.language()),
                                "phoneNumberIds",
                                List.of(number.path("phoneNumberId").asString("")),
                                "audience",
                                Map.of("tags", List.of(tag)),
                                "variables",
                                variables));
        return made.path("id").asString("");
    }

    /// A draft that cannot start is of no use to anybody.
    private void preview(String campaign) {
        var forecast = server.post("previewing", path(campaign, "preview"), Map.of());
        screen.line(
                "%,d of %,d people will be written to"
                        .formatted(
                                forecast.path("willBeSent").asLong(0),
                                forecast.path("matching").asLong(0)));
        for (var skip : forecast.path("skipped")) {
            screen.line(
                    "  %,d left out: %s"
                            .formatted(
                                    skip.path("people").asLong(0),
                                    skip.path("words").asString("")));
        }
        for (var warning : forecast.path("warnings"))
            screen.line("  Note: " + warning.path("detail").asString(""));
        var problem = forecast.path("problems").path(0).path("detail").asString("");
        if (problem.isEmpty() && forecast.path("willBeSent").asLong(0) == 0)
            problem = "Nobody would be written to.";
        if (problem.isEmpty()) return;
        server.delete("/api/campaigns/" + campaign);
        throw CommandProblem.cannotStart(problem);
    }

    private int schedule(String campaign, Wish wish) {
        var answer =
                server.posted(
                        path(campaign, "schedule"),
                        Map.of("at", String.valueOf(wish.at()), "zone", wish.zone().getId()));
        if (!answer.isOk()) {
            server.delete("/api/campaigns/" + campaign);
            throw CommandProblem.cannotStart(answer.words());
        }
        screen.line(
                "Campaign "
                        + campaign
                        + " starts at "
                        + answer.body().path("schedule").path("startsAt").asString("")
                        + ".");
        return 0;
    }

    static String path(String campaign, String action) {
        return "/api/campaigns/" + campaign + "/" + action;
    }
}
