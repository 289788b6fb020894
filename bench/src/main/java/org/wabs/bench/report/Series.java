package org.wabs.bench.report;

import java.util.List;

/// What is drawn as one line of a plot.
///
/// @param plot the heading; lines with the same one share a picture
/// @param line its name in the legend
/// @param x what stands below, with its unit
/// @param y what stands beside, with its unit
public record Series(String plot, String line, String x, String y, List<Point> points) {
    public record Point(double x, double y) {}

    public Series {
        points = List.copyOf(points);
    }
}
