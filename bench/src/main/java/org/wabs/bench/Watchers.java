package org.wabs.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Clients that watch contacts over WebSockets, each contact by twenty of them, and note how long
/// after its change was asked for they heard of it.
final class Watchers implements AutoCloseable {
    static final int OF_EACH = 20;

    private static final Pattern TOPIC = Pattern.compile("\"topic\":\"contact:([0-9a-f-]{36})\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<UUID> contacts;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final AtomicLongArray asked;
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    Watchers(List<UUID> contacts) {
        this.contacts = contacts;
        this.asked = new AtomicLongArray(contacts.size());
        for (int n = 0; n < contacts.size(); n++) numbers.put(contacts.get(n).toString(), n);
    }

    /// Connects; returns when they are told of what they watch.
    ///
    /// @param tickets one for each
    void connect(URI server, List<String> tickets) throws InterruptedException {
        int groups = tickets.size() / OF_EACH;
        var ready = new CountDownLatch(tickets.size());
        for (int n = 0; n < tickets.size(); n++) {
            var watcher = new Watcher(ready);
            watchers.add(watcher);
            var address = URI.create("ws://" + server.getAuthority() + tickets.get(n));
            watcher.socket = http.newWebSocketBuilder().buildAsync(address, watcher).join();
            watcher.watch(n / OF_EACH, groups);
        }
        if (!ready.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new IllegalStateException(ready.getCount() + " clients were not subscribed");
    }

    /// From now on the time of this contact's change runs.
    void asks(int contact) {
        asked.set(contact, System.nanoTime());
    }

    /// Waits until everybody has heard of the last change of each contact.
    ///
    /// @return what each of them took, in milliseconds
    double[] heard() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var watcher : watchers)
            while (watcher.misses()) {
                if (System.nanoTime() > end)
                    throw new IllegalStateException("a client was not told of a change");
                Thread.sleep(20);
            }
        return millis.stream().mapToDouble(one -> one).toArray();
    }

    @Override
    public void close() {
        watchers.forEach(Watcher::close);
        http.close();
    }

    private final class Watcher implements WebSocket.Listener {
        private final CountDownLatch ready;
        private final Map<Integer, Long> heardOf = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable WebSocket socket;

        Watcher(CountDownLatch ready) {
            this.ready = ready;
        }

        /// Every so manyth contact.
        void watch(int first, int step) {
            var topics = new ArrayList<String>();
            synchronized (heardOf) {
                for (int n = first; n < contacts.size(); n += step) {
                    heardOf.put(n, 0L);
                    topics.add("\"contact:" + contacts.get(n) + "\"");
                }
            }
            send("{\"type\":\"subscribe\",\"topics\":[" + String.join(",", topics) + "]}");
        }

        private void send(String message) {
            if (socket != null) socket.sendText(message, true).join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString(), System.nanoTime());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message, long at) {
            if (message.contains("\"subscribed\"")) ready.countDown();
            var topics = TOPIC.matcher(message);
            while (topics.find()) {
                Integer contact = numbers.get(topics.group(1));
                if (contact != null && message.contains("\"changes\"")) hear(contact, at);
            }
        }

        private void hear(int contact, long at) {
            long from = asked.get(contact);
            synchronized (heardOf) {
                if (heardOf.getOrDefault(contact, 0L) >= from) return;
                heardOf.put(contact, from);
            }
            millis.add((at - from) / 1e6);
        }

        boolean misses() {
            synchronized (heardOf) {
                return heardOf.entrySet().stream()
                        .anyMatch(one -> one.getValue() < asked.get(one.getKey()));
            }
        }

        void close() {
            if (socket != null) socket.abort();
        }
    }
}
