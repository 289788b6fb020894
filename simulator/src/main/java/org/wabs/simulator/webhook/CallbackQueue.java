package org.wabs.simulator.webhook;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.webhook.Outbox.Destination;

/// The updates on their way to one callback. When idle an update leaves at once and alone; when
/// behind, many share a webhook. A webhook that is not answered 200 is posted again as a whole,
/// after growing gaps.
final class CallbackQueue {
    private static final Logger LOG = System.getLogger(CallbackQueue.class.getName());

    /// Beyond so many webhooks in trouble only those are tried, as the callback is most likely
    /// down.
    private static final int IN_TROUBLE = 64;

    /// With so many posts in flight the next one waits a moment for company.
    private static final int BUSY = 2;

    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private record Waiting(Update update, long since) {}

    private static final class Post implements Comparable<Post> {
        private final List<Update> updates;
        private byte @Nullable [] body;
        private int attempts;
        private long due;

        Post(List<Update> updates) {
            this.updates = updates;
        }

        @Override
        public int compareTo(Post other) {
            return Long.compare(due, other.due);
        }
    }

    private final Destination destination;
    private final Outbox outbox;
    private final ExecutorService threads;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// All guarded by `lock`.
    private final ArrayDeque<Waiting> fresh = new ArrayDeque<>();

    private final PriorityQueue<Post> inTrouble = new PriorityQueue<>();
    private int inFlight;
    private int unconfirmed;
    private boolean closed;

    CallbackQueue(Destination destination, Outbox outbox, ExecutorService threads) {
        this.destination = destination;
        this.outbox = outbox;
        this.threads = threads;
        threads.execute(this::run);
    }

    void offer(Update update) {
        lock.lock();
        try {
            fresh.add(new Waiting(update, System.nanoTime()));
            unconfirmed++;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Updates that nobody confirmed yet.
    int size() {
        lock.lock();
        try {
            return unconfirmed;
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what waits: its receiver is no longer part of the world.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Tries everything in trouble at once, since the callback changed.
    void retryNow() {
        lock.lock();
        try {
            long now = System.nanoTime();
            List<Post> posts = List.copyOf(inTrouble);
            inTrouble.clear();
            for (Post post : posts) {
                post.due = now;
                inTrouble.add(post);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Looks again, since a setting changed.
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Post post = take(); post != null; post = take()) {
                Post taken = post;
                threads.execute(() -> attempt(taken));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The simulator is stopping");
        }
    }

    /// Waits for a webhook that may be posted now: one in trouble, or else one of fresh updates;
    /// null at the end.
    private @Nullable Post take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                long wait = Long.MAX_VALUE;
                if (inFlight < outbox.mostPosts() && !outbox.held()) {
                    Post oldest = inTrouble.peek();
                    if (oldest != null && oldest.due - now <= 0) {
                        inFlight++;
                        return inTrouble.remove();
                    }
                    wait = oldest == null ? wait : oldest.due - now;
                    Waiting first = fresh.peek();
                    if (first != null && inTrouble.size() < IN_TROUBLE) {
                        long linger = inFlight < BUSY ? 0 : first.since() + LINGER_NS - now;
                        if (linger <= 0 || fresh.size() >= outbox.largestPost()) {
                            inFlight++;
                            return fill();
                        }
                        wait = Math.min(wait, linger);
                    }
                }
                if (wait == Long.MAX_VALUE) {
                    changed.await();
                } else {
                    var ignored = changed.awaitNanos(wait);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Post fill() {
        List<Update> updates = new ArrayList<>();
        while (!fresh.isEmpty() && updates.size() < outbox.largestPost()) {
            updates.add(fresh.remove().update());
        }
        return new Post(updates);
    }

    private void attempt(Post post) {
        boolean confirmed = false;
        try {
            byte[] body = post.body;
            if (body == null) {
                body = outbox.body(post.updates);
                post.body = body;
            }
            confirmed = outbox.post(destination, body);
            if (confirmed) {
                outbox.acknowledge(post.updates);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Webhook not answered attempt=" + post.attempts, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            settle(post, confirmed);
        }
    }

    private void settle(Post post, boolean confirmed) {
        lock.lock();
        try {
            inFlight--;
            if (confirmed) {
                unconfirmed -= post.updates.size();
            } else {
                post.due = System.nanoTime() + outbox.gapNanos(post.attempts++);
                inTrouble.add(post);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
