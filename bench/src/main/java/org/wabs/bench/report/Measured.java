package org.wabs.bench.report;

import java.util.List;

/// What one scenario came to.
///
/// @param load what it was measured with, in words
/// @param details more for the JSON file, such as a line for each list; may be empty
public record Measured(String load, List<Figure> figures, List<Series> series, List<?> details) {
    public Measured {
        figures = List.copyOf(figures);
        series = List.copyOf(series);
        details = List.copyOf(details);
    }

    public Measured(String load, List<Figure> figures) {
        this(load, figures, List.of(), List.of());
    }
}
