package org.wabs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BriefMemoryTest {
    private final BriefMemory<String, Integer> memory = new BriefMemory<>();
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void whatWasFoundIsRememberedUntilSomethingChanges() {
        assertThat(ask()).contains(1);
        assertThat(ask()).contains(1);

        memory.forgetAfterCommit();

        assertThat(ask()).contains(2);
    }

    @Test
    void whatWasNotFoundIsAskedAgain() {
        memory.get("ana", key -> Optional.empty());

        assertThat(ask()).contains(1);
    }

    @Test
    void whatWasReadWhileItChangedIsNotRemembered() {
        memory.get(
                "ana",
                key -> {
                    memory.forgetAfterCommit();
                    return Optional.of(-1);
                });

        assertThat(ask()).contains(1);
    }

    private Optional<Integer> ask() {
        return memory.get("ana", key -> Optional.of(loads.incrementAndGet()));
    }
}
