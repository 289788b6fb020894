package org.wabs.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeHeartbeatTest {
    private final List<String> told = new ArrayList<>();
    private boolean works = true;
    private boolean clockFails;
    private Duration sinceLastBeat = Duration.ZERO;
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final IntakeHeartbeat heartbeat =
            new IntakeHeartbeat(
                    () -> works,
                    () -> told.add("beat"),
                    () -> sinceLastBeat,
                    this::gap,
                    new Settable());

    private void gap(Duration length) {
        if (clockFails) throw new IllegalStateException("no database");
        told.add("gap " + length.toSeconds());
    }

    private final class Settable extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void tickAfter(int seconds) {
        now = now.plusSeconds(seconds);
        heartbeat.tick();
    }

    @Test
    void beatsOnceASecondWhileIntakeWorks() {
        tickAfter(1);
        tickAfter(1);

        assertThat(told).containsExactly("beat", "beat");
    }

    @Test
    void timeSinceTheFormerRunIsAGap() {
        sinceLastBeat = Duration.ofMinutes(30);

        tickAfter(1);
        tickAfter(1);

        assertThat(told).containsExactly("gap 1800", "beat", "beat");
    }

    @Test
    void outageIsToldInOnePieceWhenItIsOver() {
        tickAfter(1);
        works = false;
        for (int i = 0; i < 60; i++) tickAfter(1);
        works = true;
        tickAfter(1);

        assertThat(told).containsExactly("beat", "gap 61", "beat");
    }

    @Test
    void oneRefusedWebhookIsAGap() {
        tickAfter(1);
        heartbeat.refused();
        tickAfter(1);
        tickAfter(1);

        assertThat(told).containsExactly("beat", "gap 1", "beat", "beat");
    }

    @Test
    void sleepOfTheMachineIsAGapThoughNobodyWasRefused() {
        tickAfter(1);
        tickAfter(8 * 3600);

        assertThat(told).containsExactly("beat", "gap 28800", "beat");
    }

    @Test
    void gapThatCouldNotBeToldIsToldLater() {
        tickAfter(1);
        heartbeat.refused();
        clockFails = true;
        assertThatThrownBy(() -> tickAfter(1)).isInstanceOf(IllegalStateException.class);
        clockFails = false;
        tickAfter(1);

        assertThat(told).containsExactly("beat", "gap 2", "beat");
    }
}
