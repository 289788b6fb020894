package org.wabs.bench;

import java.util.Arrays;
import java.util.Locale;

/// One line of what was measured.
///
/// @param aim what it should be
record Figure(String name, double value, String unit, String aim) {
    /// Of a table in Markdown.
    String row() {
        return String.format(Locale.ENGLISH, "| %s | %,.0f %s | %s |", name, value, unit, aim);
    }

    /// @param values unsorted
    /// @param share 0.5 for the median
    static double percentile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
