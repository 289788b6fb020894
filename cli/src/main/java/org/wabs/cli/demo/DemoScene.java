package org.wabs.cli.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wabs.cli.StopSignal;
import org.wabs.cli.demo.Scene.Planned;
import org.wabs.cli.http.JsonHttp;
import org.wabs.cli.screen.Screen;
import org.wabs.server.platform.text.Amount;

/// What comes after the first campaign, so that there is something to look at: a team, tags and
/// attributes, canned replies, conversations, opt-outs, campaigns past and to come. All of it over
/// the server's API, as people would do it.
final class DemoScene {
    private final Scene scene;
    private final ServerApi owner;
    private final SimulatorApi customers;
    private final Screen screen;
    private final StopSignal stop;

    DemoScene(
            Scene scene, ServerApi owner, SimulatorApi customers, Screen screen, StopSignal stop) {
        this.scene = scene;
        this.owner = owner;
        this.customers = customers;
        this.screen = screen;
        this.stop = stop;
    }

    void play() {
        var team = team();
        var contacts = contacts();
        var jobs = tagLanguages();
        people(contacts);
        for (var reply : scene.cannedReplies())
            owner.post(
                    "making a canned reply",
                    "/api/canned-replies",
                    Map.of("shortcut", reply.shortcut(), "body", reply.body()));
        jobs.forEach(this::awaitJob);
        int campaigns = campaigns();
        var talks = new SceneTalks(scene, owner, team, customers, stop);
        talks.play();
        optOuts(contacts);
        screen.line(
                "Played a day of the shop: %s, %s, %s, %s with opt-outs"
                        .formatted(
                                Amount.of(team.size(), "colleague", "colleagues"),
                                Amount.of(
                                        scene.conversations().size(),
                                        "conversation",
                                        "conversations"),
                                Amount.of(campaigns, "further campaign", "further campaigns"),
                                Amount.people(scene.optOuts().size())));
    }

    /// Colleagues, signed in with passwords of their own, by their key.
    private Map<String, Colleague> team() {
        var team = new HashMap<String, Colleague>();
        for (var member : scene.team()) {
            var created =
                    owner.post(
                            "making a user",
                            "/api/users",
                            Map.of(
                                    "email", member.email(),
                                    "name", member.name(),
                                    "role", member.role()));
            var id = created.path("user").path("id").asString("");
            team.put(
                    member.key(),
                    new Colleague(
                            id,
                            owner.withLink(
                                    member.email(),
                                    created.path("link").path("token").asString(""))));
        }
        return team;
    }

    /// @param id of the user
    record Colleague(String id, ServerApi api) {}

    /// Ids of the contacts that the scene names, by phone number.
    private Map<String, String> contacts() {
        var wanted = new ArrayList<String>();
        scene.people().forEach(person -> wanted.add(person.phone()));
        scene.optOuts().forEach(person -> wanted.add(person.phone()));
        var contacts = new HashMap<String, String>();
        for (var phone : wanted) {
            var found =
                    owner.get(
                            "looking for a contact",
                            "/api/contacts?limit=1&q=" + phone.replace("+", "%2B"));
            contacts.put(phone, found.path("items").path(0).path("id").asString(""));
        }
        return contacts;
    }

    private List<String> tagLanguages() {
        var jobs = new ArrayList<String>();
        for (var tag : scene.tags())
            jobs.add(
                    owner.post(
                                    "tagging contacts",
                                    "/api/contacts/bulk",
                                    Map.of(
                                            "action", "ADD_TAG",
                                            "tag", tag.tag(),
                                            "filter", Map.of("language", List.of(tag.language()))))
                            .path("jobId")
                            .asString(""));
        return jobs;
    }

    private void awaitJob(String id) {
        while (true) {
            var state = owner.get("looking at a job", "/api/jobs/" + id).path("state").asString("");
            if (!state.equals("QUEUED") && !state.equals("RUNNING")) return;
            stop.pause(SceneTalks.LOOK);
        }
    }

    private void people(Map<String, String> contacts) {
        for (var person : scene.people()) {
            var path = "/api/contacts/" + contacts.get(person.phone());
            int version = owner.get("reading a contact", path).path("version").asInt(0);
            owner.patch(
                    "changing a contact",
                    path,
                    Map.of(
                            "version", version,
                            "addTags", person.tags(),
                            "attributes", person.attributes()));
        }
    }

    private int campaigns() {
        for (var planned : scene.campaigns()) {
            var made =
                    owner.createCampaign(
                            JsonHttp.JSON.valueToTree(
                                    Map.of(
                                            "name",
                                            planned.name(),
                                            "template",
                                            Map.of(
                                                    "wabaId", DemoWorld.WABA_ID,
                                                    "name", planned.template(),
                                                    "language", planned.language()),
                                            "audience",
                                            Map.of("tags", List.of(planned.tag())),
                                            "variables",
                                            planned.variables())));
            var id = made.path("id").asString("");
            switch (planned.state()) {
                case "sent" -> owner.act(id, "start");
                case "scheduled" ->
                        owner.post(
                                "scheduling a campaign",
                                "/api/campaigns/" + id + "/schedule",
                                Map.of("at", at(planned).toString(), "zone", zone(planned)));
                default -> {}
            }
        }
        return scene.campaigns().size();
    }

    private static LocalDateTime at(Planned planned) {
        return LocalDate.now(ZoneId.of(zone(planned)))
                .plusDays(planned.inDays() == null ? 1 : planned.inDays())
                .atTime(LocalTime.parse(String.valueOf(planned.at())));
    }

    private static String zone(Planned planned) {
        return String.valueOf(planned.zone());
    }

    private void optOuts(Map<String, String> contacts) {
        for (var person : scene.optOuts()) {
            customers.write(person.phone(), DemoWorld.NUMBERS.getFirst(), person.words());
            if (person.backAgain() == null) continue;
            var path = "/api/contacts/" + contacts.get(person.phone());
            for (int i = 0; i < SceneTalks.MOST_LOOKS; i++) {
                var consent = owner.get("reading a contact", path).path("consent").asString("");
                if (consent.startsWith("OPTED_OUT")) break;
                stop.pause(SceneTalks.LOOK);
            }
            owner.post(
                    "recording a consent",
                    path + "/consent",
                    Map.of("action", "OPT_IN", "source", person.backAgain()));
        }
    }
}
