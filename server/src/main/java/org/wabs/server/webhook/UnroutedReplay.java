package org.wabs.server.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.webhook.WebhookBody;
import org.wabs.cloudapi.webhook.WebhookParser;
import org.wabs.server.account.Connections;

/// Applies what came before its connection did. Lately arrived elements are asked about every two
/// seconds, older ones every minute. By the processor's thread.
final class UnroutedReplay {
    private static final Logger log = LoggerFactory.getLogger(UnroutedReplay.class);
    private static final Duration LATELY = Duration.ofMinutes(15);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final long OFTEN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SELDOM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final UnroutedElements elements;
    private final Connections connections;
    private final Applier applier;
    private volatile boolean connected;
    private long often = System.nanoTime() - OFTEN_NANOS;
    private long seldom = System.nanoTime() - SELDOM_NANOS;

    UnroutedReplay(UnroutedElements elements, Connections connections, Applier applier) {
        this.elements = elements;
        this.connections = connections;
        this.applier = applier;
    }

    /// An account was connected: what waits for it may be old.
    void connected() {
        connected = true;
    }

    void tick() {
        long now = System.nanoTime();
        if (connected || now - seldom >= SELDOM_NANOS) {
            connected = false;
            replay(KEPT);
            seldom = now;
            often = now;
        } else if (now - often >= OFTEN_NANOS) {
            replay(LATELY);
            often = now;
        }
    }

    private void replay(Duration age) {
        for (var address : elements.addresses(age)) {
            int replayed = 0;
            while (isConnected(address)) {
                int before = replayed;
                replayed += replay(address);
                if (replayed == before) break;
            }
            if (replayed > 0)
                log.info(
                        "Webhook elements found their connection app={} waba={} elements={}",
                        address.appKey(),
                        address.wabaId(),
                        replayed);
        }
    }

    private boolean isConnected(UnroutedElements.Address address) {
        return connections
                .route(address.appKey(), address.wabaId(), number(address.phoneNumberId()))
                .isPresent();
    }

    private static @Nullable PhoneNumberId number(@Nullable String id) {
        return id == null ? null : new PhoneNumberId(id);
    }

    private int replay(UnroutedElements.Address address) {
        var ids = new ArrayList<UUID>();
        var found = new ArrayList<Element>();
        for (var waiting : elements.waitingAt(address)) {
            if (!(WebhookParser.parse(waiting.element()) instanceof WebhookBody.Events(var events)))
                throw new IllegalStateException("unrouted element " + waiting.id() + " is no body");
            ids.add(waiting.id());
            events.forEach(
                    event -> found.add(new Element(address.appKey(), waiting.receivedAt(), event)));
        }
        var sorting = applier.sort(found);
        // the connection went away in between: they go on waiting
        if (ids.isEmpty() || !sorting.unrouted().isEmpty()) return 0;
        applier.apply(sorting, List.of(), () -> elements.remove(address.appKey(), ids));
        return ids.size();
    }
}
