package org.wabs.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wabs.cli.http.JsonHttp;
import org.wabs.cli.screen.Progress.Phase;

class ProgressViewTest {

    private final ProgressView view = new ProgressView(true);

    @Test
    void showsHowFarItIsHowFastAndUntilWhen() {
        var lines = view.block(sending(5_400, 1_480.4, Duration.ofSeconds(4)), 120);

        assertThat(lines.getFirst())
                .isEqualTo(
                        "Sending    ["
                                + "█".repeat(21)
                                + "░".repeat(19)
                                + "]  54 %  5,400 of 10,000 · 1,480/s · done in 4 s");
        assertThat(lines.get(1))
                .isEqualTo(
                        "  accepted 5,400 · delivered 4,000 · read 2,000 · replies 30 · failed 12 · in doubt 1 · skipped 5");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width = 1; width < 140; width++) {
            int most = width;
            assertThat(view.block(sending(5_400, 1_480.0, Duration.ofHours(3)), width))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(most));
        }
    }

    @Test
    void neverSaysHundredPercentBeforeAllIsDone() {
        assertThat(view.line(sending(9_999, null, null))).contains(" 99 %");
        assertThat(view.line(sending(10_000, null, null))).contains("100 %");
    }

    @Test
    void managesWithAscii() {
        var lines = new ProgressView(false).block(sending(5_400, 1.0, Duration.ofSeconds(100)), 90);

        assertThat(String.join("", lines))
                .matches("\\p{ASCII}*")
                .contains("#", "done in 1 min 40 s");
    }

    @Test
    void planningCountsThePeopleWrittenDown() {
        var planning =
                new Progress(
                        Phase.PLANNING,
                        10_000,
                        2_500,
                        5,
                        2_495,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        "");

        assertThat(view.line(planning)).startsWith("Planning  25 %");
    }

    @Test
    void readsTheServersReport() {
        var report =
                JsonHttp.JSON.readTree(
                        """
                        {"counts":{"planned":10,"skipped":1,"queued":3,"sending":2,"inDoubt":1,"accepted":4,"delivered":3,"read":2,
                         "failed":1,"replied":1},"messagesPerSecond":12.5,"finishAt":"2026-11-22T10:00:30Z"}
                        """);

        var progress =
                Progress.of(report, Phase.SENDING, 0, "", Instant.parse("2026-11-22T10:00:00Z"));

        assertThat(progress.done()).isEqualTo(5);
        assertThat(progress.share()).isEqualTo(0.5);
        assertThat(progress.perSecond()).isEqualTo(12.5);
        assertThat(progress.left()).isEqualTo(Duration.ofSeconds(30));
    }

    private static Progress sending(
            long done, @Nullable Double perSecond, @Nullable Duration left) {
        return new Progress(
                Phase.SENDING,
                10_000,
                10_000,
                5,
                10_000 - done,
                0,
                1,
                done,
                4_000,
                2_000,
                12,
                30,
                perSecond,
                left,
                "");
    }
}
