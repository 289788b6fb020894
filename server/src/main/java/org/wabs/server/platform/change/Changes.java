package org.wabs.server.platform.change;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wabs.server.platform.tenant.OrganizationId;

/// Notes of what changed. A note made inside a transaction is told when that transaction has
/// committed and forgotten when it rolls back; outside of one it is told at once. Cheap: kept in
/// memory, merged by organization and subject, until the node's one notifier takes it. Safe for
/// many threads.
public final class Changes {
    /// Of one organization and subject between two takes; more become "any of them".
    public static final int MOST_IDS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Notes committed = new Notes();
    private final Map<Subject, List<Runnable>> hearers = new ConcurrentHashMap<>();

    /// Something of this subject changed, which one does not matter: lists are worth reading again.
    public void note(OrganizationId organization, Subject subject) {
        note(notes -> notes.addAll(organization, subject));
    }

    public void note(OrganizationId organization, Subject subject, UUID id) {
        note(organization, subject, Set.of(id));
    }

    /// @param ids of the rows; none means that nothing changed
    public void note(OrganizationId organization, Subject subject, Collection<UUID> ids) {
        if (ids.isEmpty()) return;
        note(notes -> notes.add(organization, subject, ids));
    }

    /// Has this called whenever something of the subject changed, on whatever node, soon after its
    /// commit: for those who remember rows. Called in a thread of live's, so it returns at once.
    public void onHeard(Subject subject, Runnable forget) {
        hearers.computeIfAbsent(subject, key -> new CopyOnWriteArrayList<>()).add(forget);
    }

    /// For whoever reads the log of changes: of all nodes, this one included.
    public void heard(Subject subject) {
        hearers.getOrDefault(subject, List.of()).forEach(Runnable::run);
    }

    /// Some may have been missed.
    public void heardNothing() {
        hearers.values().forEach(some -> some.forEach(Runnable::run));
    }

    private interface Note {
        void into(Notes notes);
    }

    private void note(Note note) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            note.into(ofThisTransaction());
            return;
        }
        lock.lock();
        try {
            note.into(committed);
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Everything committed since the last call; waits for the first.
    ///
    /// @param patience how long; the answer is empty when nothing changed in that time
    public List<Change> take(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (committed.isEmpty() && left > 0) left = told.awaitNanos(left);
            return committed.drain();
        } finally {
            lock.unlock();
        }
    }

    private void commit(Notes notes) {
        lock.lock();
        try {
            committed.addAll(notes);
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Spring sets the synchronizations of an outer transaction aside while an inner one of another
    /// database role runs, so each transaction finds its own notes here.
    private Notes ofThisTransaction() {
        for (var one : TransactionSynchronizationManager.getSynchronizations()) {
            if (one instanceof AfterCommit mine && mine.changes == this) return mine.notes;
        }
        var made = new AfterCommit(this);
        TransactionSynchronizationManager.registerSynchronization(made);
        return made.notes;
    }

    private static final class AfterCommit implements TransactionSynchronization {
        private final Changes changes;
        private final Notes notes = new Notes();

        AfterCommit(Changes changes) {
            this.changes = changes;
        }

        /// A commit of unknown outcome is told too: reading again costs little, a change unseen
        /// much.
        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_ROLLED_BACK) changes.commit(notes);
        }
    }
}
