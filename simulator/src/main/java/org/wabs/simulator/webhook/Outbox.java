package org.wabs.simulator.webhook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.customer.Behaviour;
import org.wabs.simulator.customer.Population;
import org.wabs.simulator.ledger.Fates;
import org.wabs.simulator.ledger.Inbound;
import org.wabs.simulator.ledger.Ledger;
import org.wabs.simulator.world.App;
import org.wabs.simulator.world.PhoneNumber;
import org.wabs.simulator.world.Waba;
import org.wabs.simulator.world.Worlds;

/// All webhooks: who gets them, and what is still unconfirmed.
public final class Outbox implements AutoCloseable {
    private final Worlds worlds;
    private final Ledger ledger;
    private final Supplier<Behaviour> behaviour;
    private final WebhookBody bodies;
    private final Poster poster = new Poster();
    private final Map<Destination, CallbackQueue> queues = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong posts = new AtomicLong();
    private final Random shuffling;
    private volatile boolean held;

    /// @param wabaId set when the account has its own callback for messages
    record Destination(String appId, @Nullable String wabaId) {}

    public Outbox(
            Worlds worlds, Ledger ledger, Population population, Supplier<Behaviour> behaviour) {
        this.worlds = worlds;
        this.ledger = ledger;
        this.behaviour = behaviour;
        this.bodies = new WebhookBody(worlds, ledger, population);
        this.shuffling = new Random(population.seed());
    }

    /// Queues an update for whoever is subscribed; without a subscriber it is gone, as with Meta.
    public void offer(Update update) {
        Waba waba = wabaOf(update);
        if (waba == null || !waba.subscription().active()) {
            return;
        }
        boolean own = waba.subscription().override() != null && !(update instanceof Update.Field);
        Destination destination = new Destination(waba.app().id(), own ? waba.id() : null);
        if (url(destination) != null) {
            queues.computeIfAbsent(destination, d -> new CallbackQueue(d, this, threads))
                    .offer(update);
        }
    }

    /// Whether anybody would get an update of this number now.
    public boolean reaches(Waba waba) {
        return waba.subscription().active()
                && (waba.subscription().override() != null || waba.app().callback().url() != null);
    }

    /// Updates that wait or are on their way.
    public int waiting() {
        return queues.values().stream().mapToInt(CallbackQueue::size).sum();
    }

    /// Attempts so far, confirmed or not.
    public long posts() {
        return posts.get();
    }

    /// Holds back all webhooks, or lets them go.
    public void hold(boolean hold) {
        held = hold;
        queues.values().forEach(CallbackQueue::wake);
    }

    /// Tries what failed so far at once, since a callback was verified anew.
    public void retryNow() {
        queues.values().forEach(CallbackQueue::retryNow);
    }

    /// Forgets everything that waits, since the world was replaced.
    public void clear() {
        queues.values().forEach(CallbackQueue::close);
        queues.clear();
    }

    public Poster poster() {
        return poster;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        poster.close();
        try {
            // an answer that arrives now is still noted; the journal closes after this
            var ignored = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean held() {
        return held;
    }

    int largestPost() {
        return behaviour.get().maxUpdatesPerPost();
    }

    int mostPosts() {
        return behaviour.get().maxPostsAtOnce();
    }

    long gapNanos(int attempts) {
        List<Integer> gaps = behaviour.get().webhookRetryMs();
        return TimeUnit.MILLISECONDS.toNanos(gaps.get(Math.min(attempts, gaps.size() - 1)));
    }

    byte[] body(List<Update> updates) {
        List<Update> order = new ArrayList<>(updates);
        if (behaviour.get().disorder()) {
            synchronized (shuffling) {
                Collections.shuffle(order, shuffling);
            }
        }
        return bodies.of(order);
    }

    /// @return whether the callback answered 200
    boolean post(Destination destination, byte[] body) throws IOException, InterruptedException {
        App app = worlds.present().findApp(destination.appId()).orElse(null);
        String url = url(destination);
        if (app == null || url == null) {
            return false;
        }
        posts.incrementAndGet();
        return poster.post(url, body, Signature.of(body, app.secret())) == 200;
    }

    void acknowledge(List<Update> updates) {
        List<Fates.Reported> statuses = new ArrayList<>();
        List<Inbound> written = new ArrayList<>();
        List<Long> fields = new ArrayList<>();
        for (Update update : updates) {
            switch (update) {
                case Update.Status status ->
                        statuses.add(new Fates.Reported(status.message(), status.step()));
                case Update.Written inbound -> written.add(inbound.inbound());
                case Update.Field field -> fields.add(field.id());
            }
        }
        ledger.fates().acknowledge(statuses, written, fields);
    }

    private @Nullable String url(Destination destination) {
        if (destination.wabaId() != null) {
            return worlds.present()
                    .findWaba(destination.wabaId())
                    .map(waba -> waba.subscription().override())
                    .orElse(null);
        }
        return worlds.present()
                .findApp(destination.appId())
                .map(app -> app.callback().url())
                .orElse(null);
    }

    private @Nullable Waba wabaOf(Update update) {
        return switch (update) {
            case Update.Status status -> wabaOf(status.message().phoneNumberId());
            case Update.Written written -> wabaOf(written.inbound().phoneNumberId());
            case Update.Field field -> worlds.present().findWaba(field.wabaId()).orElse(null);
        };
    }

    private @Nullable Waba wabaOf(String phoneNumberId) {
        return worlds.present().findPhoneNumber(phoneNumberId).map(PhoneNumber::waba).orElse(null);
    }
}
