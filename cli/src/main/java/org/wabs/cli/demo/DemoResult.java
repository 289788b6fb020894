package org.wabs.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.wabs.cli.http.JsonHttp;

/// The last line of the demo. `planned` = skipped + accepted + failed before acceptance + cancelled
/// + inDoubt; `delivered` includes read.
///
/// @param seconds from start pressed to the last row final
@JsonPropertyOrder({
    "planned",
    "skipped",
    "accepted",
    "delivered",
    "read",
    "failed",
    "cancelled",
    "inDoubt",
    "replies",
    "optOuts",
    "lost",
    "duplicates",
    "seconds"
})
record DemoResult(
        long planned,
        long skipped,
        long accepted,
        long delivered,
        long read,
        long failed,
        long cancelled,
        long inDoubt,
        long replies,
        long optOuts,
        long lost,
        long duplicates,
        double seconds) {

    static DemoResult of(Comparison comparison, double seconds) {
        var figures = comparison.figures();
        return new DemoResult(
                figures.planned(),
                figures.skipped(),
                figures.accepted(),
                figures.delivered(),
                figures.read(),
                figures.failed(),
                figures.cancelled(),
                figures.inDoubt(),
                figures.replies(),
                figures.optOuts(),
                comparison.outcome().lost(),
                comparison.outcome().duplicates(),
                Math.round(seconds * 10) / 10.0);
    }

    /// @param faults whether faults were injected: doubt is then no fault of ours
    boolean isGood(boolean faults) {
        return lost == 0 && duplicates == 0 && (inDoubt == 0 || faults);
    }

    String json() {
        return JsonHttp.JSON.writeValueAsString(this);
    }
}
