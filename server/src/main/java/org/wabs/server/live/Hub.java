package org.wabs.server.live;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.tenant.OrganizationId;

/// The clients of this node. Batches are told to them in the order of their numbers; somebody who
/// comes back is told what was missed between two batches, so that nothing falls in between.
final class Hub {
    private final LiveConfig config;
    private final Clock clock;
    private final Map<OrganizationId, Set<Client>> clients = new ConcurrentHashMap<>();

    /// Guards `recent` and the order in which clients are told.
    private final ReentrantLock lock = new ReentrantLock();

    private final Recent recent = new Recent(Recent.MOST);

    private final Runnable usersChanged;

    /// @param usersChanged called when somebody may have been deactivated; returns at once
    Hub(LiveConfig config, Clock clock, Runnable usersChanged) {
        this.config = config;
        this.clock = clock;
        this.usersChanged = usersChanged;
    }

    /// @return false when this user has too many connections here
    boolean add(Client client) {
        var same =
                clients.computeIfAbsent(
                        client.watcher().organization(), key -> ConcurrentHashMap.newKeySet());
        lock.lock();
        try {
            long mine =
                    same.stream()
                            .filter(one -> one.watcher().user().equals(client.watcher().user()))
                            .count();
            if (mine >= config.connectionsPerUser()) return false;
            same.add(client);
            client.start();
            client.send(Frames.hello(recent.position(), config));
            return true;
        } finally {
            lock.unlock();
        }
    }

    void remove(Client client) {
        var same = clients.get(client.watcher().organization());
        if (same != null) same.remove(client);
    }

    /// What is committed from now on is told; the answer's number is where that begins.
    void subscribe(Client client, List<Topic> topics) {
        lock.lock();
        try {
            client.watch(topics);
            client.send(Frames.subscribed(recent.position(), topics));
        } finally {
            lock.unlock();
        }
    }

    /// Tells what was missed after that number, or that everything has to be read again.
    void resume(Client client, long after) {
        lock.lock();
        try {
            var missed = recent.after(after);
            boolean everything =
                    missed.isEmpty()
                            || missed.get().stream().anyMatch(event -> event.change() == null);
            if (everything) {
                client.send(Frames.resync(recent.position()));
                return;
            }
            var frames = new Frames(recent.position());
            for (var event : missed.get()) {
                var change = event.change();
                if (change != null && change.organization().equals(client.watcher().organization()))
                    frames.add(change);
            }
            var frame = frames.of(client.topics());
            if (!frame.isEmpty()) client.send(frame);
            client.send(Frames.resumed(recent.position()));
        } finally {
            lock.unlock();
        }
    }

    /// Takes events over without telling anybody: they were there before us.
    void remember(List<Event> events) {
        lock.lock();
        try {
            events.forEach(recent::add);
        } finally {
            lock.unlock();
        }
    }

    /// @param events the next ones of the log, in order
    void publish(List<Event> events) {
        if (events.isEmpty()) return;
        lock.lock();
        try {
            events.forEach(recent::add);
            long position = recent.position();
            if (events.stream().anyMatch(event -> event.change() == null)) {
                all().forEach(client -> client.send(Frames.resync(position)));
                return;
            }
            byOrganization(events, position)
                    .forEach((organization, frames) ->
                            clients.getOrDefault(organization, Set.of())
                                    .forEach(client -> tell(client, frames)));
            if (events.stream().anyMatch(Hub::isOfUsers)) usersChanged.run();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOfUsers(Event event) {
        var change = event.change();
        return change != null && change.subject() == Subject.USER;
    }

    private static Map<OrganizationId, Frames> byOrganization(List<Event> events, long position) {
        var byOrganization = new HashMap<OrganizationId, Frames>();
        for (var event : events) {
            var change = event.change();
            if (change != null)
                byOrganization
                        .computeIfAbsent(change.organization(), key -> new Frames(position))
                        .add(change);
        }
        return byOrganization;
    }

    private static void tell(Client client, Frames frames) {
        var frame = frames.of(client.topics());
        if (!frame.isEmpty()) client.send(frame);
    }

    /// Shows that the server lives, and cuts off who does not.
    void heartbeat() {
        var now = clock.instant();
        var silentSince = now.minus(config.heartbeat().multipliedBy(3));
        for (var client : all()) {
            if (client.heardAt().isBefore(silentSince)) client.end(Wire.End.SILENT);
            client.send(Frames.heartbeat(position()));
            client.ping();
        }
    }

    long position() {
        lock.lock();
        try {
            return recent.position();
        } finally {
            lock.unlock();
        }
    }

    Collection<Client> all() {
        return clients.values().stream().flatMap(Set::stream).toList();
    }

    void close() {
        all().forEach(client -> client.end(Wire.End.GOING_AWAY));
    }
}
