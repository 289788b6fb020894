package org.wabs.bench;

import java.util.Locale;
import java.util.Set;

/// How a question was answered, in milliseconds.
///
/// @param cpu what each request made server, PostgreSQL and client work, at the mean: on a machine
///   that others use, too, it varies less than the time
/// @param rows of the last answer, or what it counted
/// @param scanned big tables that were read from end to end
record Line(
        String name,
        double median,
        double p95,
        double p99,
        double cpu,
        long rows,
        Set<String> scanned) {
    /// Within so many milliseconds at the median.
    static final double PROMISED = 50;

    Line with(Set<String> tables) {
        return new Line(name, median, p95, p99, cpu, rows, tables);
    }

    boolean isSlow() {
        return median > PROMISED;
    }

    /// Of a table in Markdown.
    String row() {
        return String.format(
                Locale.ENGLISH,
                "| `%s` | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %,d | %s |",
                name.replace("|", "·"),
                median,
                p95,
                p99,
                cpu,
                rows,
                verdict());
    }

    private String verdict() {
        var verdict = isSlow() ? "SLOW" : "ok";
        return scanned.isEmpty() ? verdict : verdict + ", scans " + String.join(", ", scanned);
    }
}
