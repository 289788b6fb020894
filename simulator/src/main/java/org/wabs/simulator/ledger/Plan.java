package org.wabs.simulator.ledger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What will become of a message. Times are milliseconds after its release (usually its
/// acceptance); -1 means never.
///
/// @param failCode Meta's code when it fails, else 0
public record Plan(
        int sentMs,
        int deliveredMs,
        int readMs,
        int failedMs,
        int failCode,
        Reaction reaction,
        int reactionMs) {
    public static final int NEVER = -1;

    /// How the customer answers.
    public enum Reaction {
        NONE,
        REPLY,
        BUTTON,
        STOP
    }

    public static Plan failing(int afterMs, int code) {
        return new Plan(NEVER, NEVER, NEVER, afterMs, code, Reaction.NONE, NEVER);
    }

    /// Meta reports nothing else of a reaction.
    public Plan sentOnly() {
        return new Plan(sentMs, NEVER, NEVER, NEVER, 0, Reaction.NONE, NEVER);
    }

    Plan readAfter(int ms) {
        return new Plan(sentMs, deliveredMs, ms, failedMs, failCode, reaction, reactionMs);
    }

    int after(Step step) {
        return switch (step) {
            case SENT -> sentMs;
            case DELIVERED -> deliveredMs;
            case READ -> readMs;
            case FAILED -> failedMs;
            case REACTION -> reactionMs;
        };
    }

    void writeTo(ArrayNode array) {
        array.add(sentMs).add(deliveredMs).add(readMs).add(failedMs).add(failCode);
        array.add(reaction.ordinal()).add(reactionMs);
    }

    static Plan readFrom(JsonNode array) {
        return new Plan(
                array.path(0).asInt(),
                array.path(1).asInt(),
                array.path(2).asInt(),
                array.path(3).asInt(),
                array.path(4).asInt(),
                Reaction.values()[array.path(5).asInt()],
                array.path(6).asInt());
    }
}
