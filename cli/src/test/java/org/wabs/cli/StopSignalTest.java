package org.wabs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wabs.cli.StopSignal.Stopped;

class StopSignalTest {

    private final StopSignal stop = new StopSignal();

    @Test
    void aPauseIsSatOutWhileNobodyAsks() {
        assertThatCode(() -> stop.pause(Duration.ofMillis(1))).doesNotThrowAnyException();
        assertThatCode(stop::check).doesNotThrowAnyException();
    }

    @Test
    void aPauseEndsAtOnceWhenAsked() {
        stop.request();

        assertThatThrownBy(() -> stop.pause(Duration.ofDays(1))).isInstanceOf(Stopped.class);
        assertThatThrownBy(stop::check).isInstanceOf(Stopped.class);
        assertThat(stop.exitCode()).isEqualTo(130);
    }
}
