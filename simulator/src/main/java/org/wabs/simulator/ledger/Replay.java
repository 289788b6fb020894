package org.wabs.simulator.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.wabs.simulator.http.Json;
import org.wabs.simulator.world.Worlds;
import tools.jackson.databind.node.ObjectNode;

/// The journal of a data folder, and what it told.
///
/// @param settings the last line of each kind of setting, by kind
/// @param waitingFields webhooks of other fields that nobody acknowledged, by id
public record Replay(
        Journal journal,
        Ledger ledger,
        Map<String, ObjectNode> settings,
        Map<Long, ObjectNode> waitingFields,
        List<Message> held) {

    /// @throws IOException when the file cannot be read or written
    public static Replay open(Path path, Worlds worlds) throws IOException {
        Journal journal = Journal.open(path);
        if (journal.isEmpty()) {
            long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            journal.write(Json.object().put("k", "instance").put("id", id));
        }
        Ledger ledger = new Ledger(journal, journal.read(0).path("id").asLong());
        Replay replay =
                new Replay(journal, ledger, new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        journal.replay((line, position) -> replay.apply(line, position, worlds));
        ledger.messagesAfter(0, Integer.MAX_VALUE).stream()
                .filter(Message::held)
                .forEach(replay.held::add);
        worlds.recordIn(journal);
        return replay;
    }

    private void apply(ObjectNode line, long position, Worlds worlds) {
        String kind = line.path("k").asString();
        switch (kind) {
            case "m" -> ledger.enter(line, position);
            case "i" -> ledger.enterInbound(line, position);
            case "a" -> {
                ledger.fates().replayAcknowledgement(line);
                line.path("f").forEach(id -> waitingFields.remove(id.asLong()));
            }
            case "release", "drop" -> ledger.fates().replayRelease(line);
            case "read" -> ledger.fates().replayRead(line);
            case "opt" -> ledger.enterOptOut(line);
            case "field" -> waitingFields.put(line.path("id").asLong(), line);
            default -> {
                if (!worlds.replay(line)) {
                    settings.put(kind, line);
                }
            }
        }
    }
}
