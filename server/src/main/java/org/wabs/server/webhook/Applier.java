package org.wabs.server.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.wabs.server.account.Connections;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.TransientFailure;

/// Hands elements to the features and settles them, all in one transaction. An element that cannot
/// be applied is found by halving and becomes a dead letter; its neighbours are applied.
final class Applier {
    private static final int SLICE = 2_000;

    private final PipelineDb db;
    private final TransactionTemplate savepoint;
    private final EventBus bus;
    private final Connections connections;
    private final Predicate<Class<?>> isHeard;
    private final DeadLetters deadLetters;
    private final KeptElements kept;
    private final UnroutedElements unrouted;

    Applier(PipelineDb db, EventBus bus, Connections connections) {
        this.db = db;
        this.savepoint =
                new TransactionTemplate(
                        Objects.requireNonNull(db.tx().getTransactionManager()), nested());
        this.bus = bus;
        this.connections = connections;
        this.isHeard = bus::isHeard;
        this.deadLetters = new DeadLetters(db);
        this.kept = new KeptElements(db);
        this.unrouted = new UnroutedElements(db);
    }

    private static TransactionDefinition nested() {
        return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED);
    }

    Sorting sort(List<Element> elements) {
        return Sorting.of(elements, connections, isHeard);
    }

    /// @param unreadable bodies that hold no elements
    /// @param settle last statement of the transaction, so that nothing is applied twice
    /// @throws RuntimeException a failure of the moment, or of `settle`: nothing was changed
    void apply(Sorting sorting, List<DeadLetter> unreadable, Runnable settle) {
        var dead = new ArrayList<DeadLetter>(unreadable);
        dead.addAll(sorting.dead());
        try {
            db.tx()
                    .executeWithoutResult(status -> {
                        publish(sorting.deliver());
                        setAside(sorting, dead);
                        settle.run();
                    });
        } catch (DeliveryLogs.LostLog e) {
            throw e;
        } catch (RuntimeException e) {
            if (TransientFailure.is(e)) throw e;
            dead.addAll(applyOneByOne(sorting, List.copyOf(dead), settle));
        }
        DeadLetters.tell(dead);
    }

    /// For one dead letter: without a second try.
    ///
    /// @throws Refused when its effects cannot be applied: nothing was changed
    void applyAtOnce(Sorting sorting, Runnable settle) {
        try {
            db.tx()
                    .executeWithoutResult(status -> {
                        publish(sorting.deliver());
                        setAside(sorting, List.of());
                        settle.run();
                    });
        } catch (RuntimeException e) {
            if (TransientFailure.is(e)) throw e;
            throw new Refused(e);
        }
    }

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(RuntimeException cause) {
            super(TransientFailure.reason(cause), cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private List<DeadLetter> applyOneByOne(
            Sorting sorting, List<DeadLetter> known, Runnable settle) {
        var poison = new ArrayList<DeadLetter>();
        db.tx()
                .executeWithoutResult(status -> {
                    publishHalving(sorting.deliver(), poison);
                    setAside(sorting, known);
                    deadLetters.add(poison);
                    settle.run();
                });
        return poison;
    }

    private void publishHalving(List<Sorting.Routed> elements, List<DeadLetter> poison) {
        if (elements.isEmpty()) return;
        try {
            savepoint.executeWithoutResult(status -> publish(elements));
        } catch (RuntimeException e) {
            if (TransientFailure.is(e)) throw e;
            if (elements.size() == 1) {
                poison.add(DeadLetter.failed(elements.getFirst(), TransientFailure.reason(e)));
                return;
            }
            int half = elements.size() / 2;
            publishHalving(elements.subList(0, half), poison);
            publishHalving(elements.subList(half, elements.size()), poison);
        }
    }

    private void publish(List<Sorting.Routed> elements) {
        for (int from = 0; from < elements.size(); from += SLICE) {
            var slice = elements.subList(from, Math.min(elements.size(), from + SLICE));
            bus.publish(slice.stream().map(Sorting.Routed::delivered).toList());
        }
    }

    private void setAside(Sorting sorting, List<DeadLetter> dead) {
        deadLetters.add(dead);
        kept.add(sorting.keep());
        unrouted.add(sorting.unrouted());
    }
}
