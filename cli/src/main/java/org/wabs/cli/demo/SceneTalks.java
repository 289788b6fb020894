package org.wabs.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.wabs.cli.CommandProblem;
import org.wabs.cli.StopSignal;
import org.wabs.cli.demo.DemoScene.Colleague;
import org.wabs.cli.demo.Scene.Talk;
import tools.jackson.databind.JsonNode;

/// Lets customers and colleagues talk: all conversations go on at once, turn by turn.
final class SceneTalks {
    static final Duration LOOK = Duration.ofMillis(100);
    static final int MOST_LOOKS = 200;
    private static final int SNOOZED_DAYS = 3;

    private final Scene scene;
    private final ServerApi owner;
    private final Map<String, Colleague> team;
    private final SimulatorApi customers;
    private final StopSignal stop;

    /// Conversations by the phone number of the person.
    private final Map<String, String> ids = new HashMap<>();

    /// What each person has written so far.
    private final Map<String, Integer> written = new HashMap<>();

    SceneTalks(
            Scene scene,
            ServerApi owner,
            Map<String, Colleague> team,
            SimulatorApi customers,
            StopSignal stop) {
        this.scene = scene;
        this.owner = owner;
        this.team = team;
        this.customers = customers;
        this.stop = stop;
    }

    void play() {
        int turns =
                scene.conversations().stream()
                        .mapToInt(talk -> talk.turns().size())
                        .max()
                        .orElse(0);
        for (int turn = 0; turn < turns; turn++) {
            for (var talk : scene.conversations()) customerWrites(talk, turn);
            for (var talk : scene.conversations()) colleagueAnswers(talk, turn);
        }
        for (var talk : scene.conversations()) end(talk);
    }

    private void customerWrites(Talk talk, int turn) {
        if (turn >= talk.turns().size() || !talk.turns().get(turn).getFirst().equals("in")) return;
        customers.write(talk.phone(), number(), talk.turns().get(turn).getLast());
        written.merge(talk.phone(), 1, Integer::sum);
    }

    private void colleagueAnswers(Talk talk, int turn) {
        if (turn >= talk.turns().size() || !talk.turns().get(turn).getFirst().equals("out")) return;
        var api = colleague(talk).api();
        var path = "/api/conversations/" + conversation(talk);
        awaitArrival(talk, path);
        api.post("reading a conversation", path + "/read", Map.of());
        api.post(
                "replying",
                path + "/messages",
                Map.of("text", Map.of("body", talk.turns().get(turn).getLast())));
    }

    private Colleague colleague(Talk talk) {
        var colleague = talk.agent() == null ? null : team.get(talk.agent());
        if (colleague == null)
            throw new IllegalStateException("nobody answers " + talk.phone() + " in the scene");
        return colleague;
    }

    private static String number() {
        return DemoWorld.NUMBERS.getFirst();
    }

    /// The conversation appears when the person's first message has come in; it is then assigned.
    private String conversation(Talk talk) {
        var known = ids.get(talk.phone());
        if (known != null) return known;
        for (int i = 0; i < MOST_LOOKS; i++) {
            for (var item : found(talk)) {
                var id = item.path("id").asString("");
                ids.put(talk.phone(), id);
                if (talk.agent() != null)
                    owner.post(
                            "assigning a conversation",
                            "/api/conversations/" + id + "/assign",
                            Map.of("userId", colleague(talk).id()));
                return id;
            }
            stop.pause(LOOK);
        }
        throw CommandProblem.failed("A customer's message did not come in.");
    }

    private JsonNode found(Talk talk) {
        return owner.get(
                        "looking for a conversation",
                        "/api/conversations?number="
                                + number()
                                + "&q="
                                + talk.phone().replace("+", ""))
                .path("items");
    }

    private void awaitArrival(Talk talk, String path) {
        int wanted = written.getOrDefault(talk.phone(), 0);
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (owner.get("reading a conversation", path).path("arrived").asInt(0) >= wanted)
                return;
            stop.pause(LOOK);
        }
    }

    private void end(Talk talk) {
        var path = "/api/conversations/" + conversation(talk);
        awaitArrival(talk, path);
        for (var tag : talk.tags())
            owner.put("tagging a conversation", path + "/tags/" + tag.replace(" ", "%20"));
        if (talk.agent() == null) return;
        var api = colleague(talk).api();
        if (talk.note() != null)
            api.post("writing a note", path + "/notes", Map.of("body", talk.note()));
        switch (talk.end()) {
            case "resolved" -> api.post("resolving a conversation", path + "/resolve", Map.of());
            case "snoozed" ->
                    api.post(
                            "snoozing a conversation",
                            path + "/snooze",
                            Map.of(
                                    "until",
                                    Instant.now()
                                            .plus(SNOOZED_DAYS, ChronoUnit.DAYS)
                                            .truncatedTo(ChronoUnit.HOURS)
                                            .toString()));
            default -> {}
        }
    }
}
