package org.wabs.server.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The newest events in memory, from which clients that come back are served. Bounded by what it
/// holds, not by time: whoever asks for more reads everything again. Not safe for many threads.
final class Recent {
    /// Events, and ids within them, together.
    static final int MOST = 200_000;

    private final Deque<Event> events = new ArrayDeque<>();
    private final int most;
    private int weight;

    Recent(int most) {
        this.most = most;
    }

    void add(Event event) {
        events.addLast(event);
        weight += weight(event);
        while (weight > most && events.size() > 1) weight -= weight(events.removeFirst());
    }

    private static int weight(Event event) {
        return 1 + (event.change() == null ? 0 : event.change().ids().size());
    }

    /// The newest number, 0 when there is none.
    long position() {
        return events.isEmpty() ? 0 : events.getLast().id();
    }

    /// @return in order; empty when the number is too old, or from another database
    Optional<List<Event>> after(long id) {
        if (id == position()) return Optional.of(List.of());
        if (events.isEmpty() || id > position() || id < events.getFirst().id())
            return Optional.empty();
        var later = new ArrayList<Event>();
        for (var event : events) if (event.id() > id) later.add(event);
        return Optional.of(later);
    }
}
