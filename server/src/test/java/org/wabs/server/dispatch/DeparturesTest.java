package org.wabs.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SPACING = DispatchConfig.spacingNanos(80);

    private final Departures departures = new Departures();

    /// Trap D4: everything whose slot passed while the machine stood still wants to leave at once.
    @Test
    void afterAStandstillNoSecondHasMoreThanTheRateAndOne() {
        var left = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) left.add(departures.book(i * SPACING, SPACING));
        long awake = left.getLast() + 2_000 * MS;
        for (int i = 0; i < 160; i++) left.add(departures.book(awake, SPACING));

        assertThat(mostInASecond(left)).isLessThanOrEqualTo(81);
    }

    @Test
    void whoIsOnTimeDoesNotWait() {
        assertThat(departures.book(5 * MS, SPACING)).isEqualTo(5 * MS);
        assertThat(departures.book(20 * MS, SPACING)).isEqualTo(20 * MS);
        assertThat(departures.backlog(20 * MS + SPACING)).isZero();
    }

    /// What is booked late shifts the next claim by as much.
    @Test
    void theBacklogIsWhatStillHasToLeave() {
        for (int i = 0; i < 8; i++) departures.book(0, SPACING);

        assertThat(departures.backlog(0)).isEqualTo(8 * SPACING);
        assertThat(departures.backlog(2 * SPACING)).isEqualTo(6 * SPACING);
    }

    @Test
    void theClockMayOverflow() {
        long late = Long.MAX_VALUE - SPACING / 2;
        departures.book(late, SPACING);

        assertThat(departures.book(late + 1, SPACING)).isEqualTo(late + SPACING);
        assertThat(departures.backlog(late + SPACING)).isEqualTo(SPACING);
    }

    @Test
    void threadsThatWakeTogetherLeaveOneByOne() throws Exception {
        List<Long> left = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++)
                threads.submit(() -> left.add(departures.book(0, SPACING)));
        }

        Collections.sort(left);
        for (int i = 0; i < left.size(); i++) assertThat(left.get(i)).isEqualTo(i * SPACING);
    }

    private static int mostInASecond(List<Long> times) {
        int most = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= 1_000 * MS) first++;
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
