package org.wabs.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wabs.cli.demo.Reconciliation.Finding;
import org.wabs.cli.http.JsonHttp;

class DemoResultTest {

    @Test
    void theLastLineIsJsonWithTheAgreedNamesInOrder() {
        assertThat(result(Map.of(), 0).json())
                .isEqualTo(
                        "{\"planned\":100,\"skipped\":5,\"accepted\":90,\"delivered\":80,\"read\":60,\"failed\":6,\"cancelled\":2,"
                                + "\"inDoubt\":0,\"replies\":9,\"optOuts\":1,\"lost\":0,\"duplicates\":0,\"seconds\":12.3}");
    }

    @Test
    void lossAndDuplicatesAreBadAndDoubtIsUnlessFaultsWereInjected() {
        assertThat(result(Map.of(), 0).isGood(false)).isTrue();
        assertThat(result(Map.of(Finding.STATUS_MISSING, 1L), 0).isGood(true)).isFalse();
        assertThat(result(Map.of(Finding.DUPLICATE, 1L), 0).isGood(true)).isFalse();
        assertThat(result(Map.of(), 1).isGood(false)).isFalse();
        assertThat(result(Map.of(), 1).isGood(true)).isTrue();
    }

    @Test
    void theTableTellsWhatBecameOfEverybodyAndWhy() {
        var report =
                JsonHttp.JSON.readTree(
                        """
                        {"campaign":{"name":"Hello"},"skips":[{"reason":"OPTED_OUT","people":5,"words":"asked to be left alone"}],
                         "failures":[{"code":131026,"people":6,"words":"No WhatsApp on this number."}]}
                        """);

        var lines =
                new ResultView(report, comparison(Map.of(), 0), result(Map.of(), 0))
                        .lines(java.time.Duration.ofSeconds(9));

        assertThat(String.join("\n", lines))
                .contains("\"Hello\" is done: 12.3 s, of which 9.0 s sending (10 messages/s)")
                .containsPattern("Skipped +5\n +5 +asked to be left alone")
                .containsPattern("Delivered +80 +89 % of the accepted")
                .containsPattern(
                        "Failed +6\n +6 +No WhatsApp on this number\\. \\(Meta's code 131026\\)")
                .contains("0 lost, 0 sent twice");
    }

    private static DemoResult result(Map<Finding, Long> findings, long inDoubt) {
        return DemoResult.of(comparison(findings, inDoubt), 12.34);
    }

    private static Comparison comparison(Map<Finding, Long> findings, long inDoubt) {
        return new Comparison(
                new Reconciliation.Outcome(findings, List.of()),
                new DemoDatabase.Figures(100, 5, 90, 80, 60, 9, 6, 3, 2, inDoubt, 0, 1),
                List.of());
    }
}
