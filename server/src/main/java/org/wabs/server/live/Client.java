package org.wabs.server.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One connection: what it watches, and what waits to be sent to it. Nobody ever waits for a
/// client: a thread of its own sends, and when too much has gathered the client is cut off.
final class Client {
    private static final String PING = "";

    private final Wire wire;
    private final Watcher watcher;
    private final int backlog;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Instant heardAt;

    /// Guards `waiting` and `size`.
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition filled = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private int size;

    Client(Wire wire, Watcher watcher, int backlog, Instant now) {
        this.wire = wire;
        this.watcher = watcher;
        this.backlog = backlog;
        this.heardAt = now;
    }

    void start() {
        Thread.ofVirtual().name("live-client").start(this::sendAll);
    }

    Watcher watcher() {
        return watcher;
    }

    Set<Topic> topics() {
        return Set.copyOf(topics);
    }

    void watch(List<Topic> more) {
        topics.addAll(more);
    }

    void leave(List<Topic> some) {
        some.forEach(topics::remove);
    }

    void heard(Instant at) {
        heardAt = at;
    }

    Instant heardAt() {
        return heardAt;
    }

    /// Never waits.
    void send(String frame) {
        lock.lock();
        try {
            if (ended.get()) return;
            if (size + frame.length() <= backlog) {
                waiting.addLast(frame);
                size += frame.length();
                filled.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        end(Wire.End.TOO_SLOW);
    }

    void ping() {
        send(PING);
    }

    private void sendAll() {
        try {
            while (true) {
                var frame = next();
                if (frame == null) return;
                if (frame.equals(PING)) wire.ping();
                else wire.send(frame);
            }
        } catch (IOException | InterruptedException e) {
            end(Wire.End.SILENT); // the other side is gone
        }
    }

    private @Nullable String next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ended.get()) filled.await();
            if (ended.get()) return null;
            var frame = waiting.removeFirst();
            size -= frame.length();
            return frame;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        return ended.get();
    }

    /// Not in the caller's thread: saying goodbye to somebody slow takes time.
    void end(Wire.End end) {
        if (!ended.compareAndSet(false, true)) return;
        lock.lock();
        try {
            waiting.clear();
            filled.signal();
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("live-end").start(() -> wire.close(end));
    }
}
