package org.wabs.server.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.server.message.RetryRule;

/// What became of an order to try those who failed once more.
///
/// @param queued people who are tried again
/// @param retried the same, by the code of Meta's that their attempt before failed with
/// @param left people who are not, by Meta's code
/// @param stopped why not all were looked at, for a person
record RetryResult(long queued, List<Retried> retried, List<Left> left, @Nullable String stopped) {
    record Retried(int code, long people) {}

    /// @param reason why not, for a person
    record Left(int code, long people, String reason) {}

    /// @param failures whose last attempt failed, by Meta's code
    static RetryResult of(
            Map<Integer, Long> queued, Map<Integer, Long> failures, @Nullable String stopped) {
        return new RetryResult(
                queued.values().stream().mapToLong(Long::longValue).sum(),
                queued.entrySet().stream()
                        .map(code -> new Retried(code.getKey(), code.getValue()))
                        .toList(),
                failures.entrySet().stream()
                        .map(code ->
                                new Left(code.getKey(), code.getValue(), reason(code.getKey())))
                        .toList(),
                stopped);
    }

    private static String reason(int code) {
        var words =
                ErrorTable.find(code)
                        .map(entry -> entry.plainWords())
                        .orElse("Meta refused it with code " + code + ".");
        return RetryRule.waitAfter(code)
                .map(wait -> words + " " + later(wait))
                .orElse(words + " Trying again would fail again.");
    }

    private static String later(Duration wait) {
        if (wait.isZero()) return "It failed again meanwhile: mend its cause and try once more.";
        var time = wait.toHours() < 48 ? wait.toHours() + " hours" : wait.toDays() + " days";
        return "Not before " + time + " after the failure.";
    }
}
