package org.wabs.server.platform.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.wabs.server.platform.tenant.OrganizationId;

/// Hands events to the features that asked for them: at once, in the caller's thread and
/// transaction, so that an effect commits together with its cause. A listener's failure is the
/// publisher's failure.
public final class EventBus {
    private final Map<Class<?>, List<Consumer<List<Delivered<?>>>>> listeners =
            new ConcurrentHashMap<>();

    /// Asks for all events of exactly this class, a whole batch at a time, in the order they were
    /// published.
    public <E> void on(Class<E> type, Consumer<List<Delivered<E>>> listener) {
        listeners
                .computeIfAbsent(type, ignored -> new CopyOnWriteArrayList<>())
                .add(batch -> listener.accept(EventBus.<E>cast(batch)));
    }

    /// Whether any feature asked for events of exactly this class.
    public boolean isHeard(Class<?> type) {
        return listeners.containsKey(type);
    }

    public void publish(OrganizationId organization, Object event) {
        publish(List.of(new Delivered<>(organization, event)));
    }

    public void publish(List<? extends Delivered<?>> events) {
        var byType = new LinkedHashMap<Class<?>, List<Delivered<?>>>();
        for (var event : events) {
            byType.computeIfAbsent(event.event().getClass(), ignored -> new ArrayList<>())
                    .add(event);
        }
        byType.forEach((type, batch) ->
                listeners
                        .getOrDefault(type, List.of())
                        .forEach(listener -> listener.accept(batch)));
    }

    @SuppressWarnings("unchecked") // grouped by class above
    private static <E> List<Delivered<E>> cast(List<Delivered<?>> batch) {
        return (List<Delivered<E>>) (List<?>) batch;
    }
}
