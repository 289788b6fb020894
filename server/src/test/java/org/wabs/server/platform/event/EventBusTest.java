package org.wabs.server.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wabs.server.platform.tenant.OrganizationId;

class EventBusTest {
    private final EventBus bus = new EventBus();
    private final OrganizationId one = new OrganizationId(UUID.randomUUID());
    private final OrganizationId other = new OrganizationId(UUID.randomUUID());

    @Test
    void aBatchComesAtOnceInOrderAndByClass() {
        var texts = new ArrayList<List<Delivered<String>>>();
        var numbers = new ArrayList<List<Delivered<Integer>>>();
        bus.on(String.class, texts::add);
        bus.on(Integer.class, numbers::add);

        bus.publish(
                List.of(
                        new Delivered<>(one, "a"),
                        new Delivered<>(one, 1),
                        new Delivered<>(other, "b"),
                        new Delivered<>(one, 2L)));

        assertThat(texts)
                .containsExactly(List.of(new Delivered<>(one, "a"), new Delivered<>(other, "b")));
        assertThat(numbers).containsExactly(List.of(new Delivered<>(one, 1)));
    }

    @Test
    void listenersRunInThePublishersThreadBeforePublishReturns() {
        var threads = new ArrayList<Thread>();
        bus.on(String.class, batch -> threads.add(Thread.currentThread()));
        bus.on(String.class, batch -> threads.add(Thread.currentThread()));

        bus.publish(one, "event");

        assertThat(threads).hasSize(2).containsOnly(Thread.currentThread());
    }

    /// So that its transaction is rolled back with the cause.
    @Test
    void aListenersFailureIsThePublishers() {
        bus.on(
                String.class,
                batch -> {
                    throw new IllegalStateException("no room");
                });

        assertThatThrownBy(() -> bus.publish(one, "event"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room");
    }

    @Test
    void whatNobodyAsksForIsNotHeard() {
        assertThat(bus.isHeard(String.class)).isFalse();
        bus.publish(one, "event");
        bus.on(String.class, batch -> {});
        assertThat(bus.isHeard(String.class)).isTrue();
        assertThat(bus.isHeard(CharSequence.class)).isFalse();
    }
}
