package org.wabs.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Asks again and again, one request after the other, with each line's values in turn.
final class Measurement {
    private static final int WARM_UP = 3;

    /// A line that is slow needs no more to show it.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Client client;
    private final Work work;
    private final int rounds;

    Measurement(Client client, Work work, int rounds) {
        this.client = client;
        this.work = work;
        this.rounds = rounds;
    }

    Line line(Question question) {
        var asks = question.asks();
        for (int i = 0; i < Math.min(WARM_UP, rounds); i++) client.send(asks.get(i % asks.size()));
        var times = new ArrayList<Double>();
        var answer = "";
        var workBefore = work.done();
        long begun = System.nanoTime();
        while (times.size() < rounds && (times.size() < WARM_UP || isShort(begun))) {
            long started = System.nanoTime();
            answer = client.send(asks.get(times.size() % asks.size()));
            times.add((System.nanoTime() - started) / 1e6);
        }
        var worked = work.done().minus(workBefore);
        Collections.sort(times);
        return new Line(
                question.name(),
                part(times, 0.5),
                part(times, 0.95),
                part(times, 0.99),
                worked.toNanos() / 1e6 / times.size(),
                rows(Client.json(answer)),
                Set.of());
    }

    private static boolean isShort(long begun) {
        return System.nanoTime() - begun < LONGEST.toNanos();
    }

    private static double part(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
    }

    private static long rows(JsonNode answer) {
        if (answer.path("items").isArray()) return answer.get("items").size();
        if (answer.path("total").isNumber()) return answer.get("total").asLong();
        if (answer.isArray()) return answer.size();
        return answer.valueStream().filter(JsonNode::isArray).mapToLong(JsonNode::size).sum();
    }
}
