package org.wabs.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client's side of the connection, in memory.
final class TestWire implements Wire {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private volatile CountDownLatch jam = new CountDownLatch(0);

    @Override
    public void send(String text) {
        try {
            jam.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        received.add(text);
    }

    @Override
    public void ping() {}

    @Override
    public void close(End end) {
        ended.complete(end);
    }

    /// Takes nothing more until [#unjam()].
    void jam() {
        jam = new CountDownLatch(1);
    }

    void unjam() {
        jam.countDown();
    }

    /// The next message of this type; others before it are skipped.
    JsonNode next(String type) throws InterruptedException {
        while (true) {
            var text = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(text).as("a message of type " + type).isNotNull();
            var message = JSON.readTree(text);
            if (message.get("type").asString().equals(type)) return message;
        }
    }

    /// Types of all that came so far, without heartbeats.
    List<String> types() {
        var types = new ArrayList<String>();
        received.forEach(text -> types.add(JSON.readTree(text).get("type").asString()));
        types.removeIf(type -> type.equals("heartbeat"));
        return types;
    }

    End end() throws Exception {
        return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    boolean isEnded() {
        return ended.isDone();
    }
}
