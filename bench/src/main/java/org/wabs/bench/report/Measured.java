package org.wabs.bench.report;

import java.util.List;
import java.util.Optional;

/// What one scenario came to.
///
/// @param load what it was measured with, in words
/// @param details more for the JSON file, such as a line for each list; may be empty
/// @param capacity where the scenario measured what a message costs
public record Measured(
        String load,
        List<Figure> figures,
        List<Series> series,
        List<?> details,
        Optional<Capacity> capacity) {
    public Measured {
        figures = List.copyOf(figures);
        series = List.copyOf(series);
        details = List.copyOf(details);
    }

    public Measured(String load, List<Figure> figures) {
        this(load, figures, List.of());
    }

    public Measured(String load, List<Figure> figures, List<Series> series) {
        this(load, figures, series, List.of(), Optional.empty());
    }
}
