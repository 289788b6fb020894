package org.wabs.bench.report;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// Pictures of a report's series, as SVG files.
public final class Plots {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;

    private Plots() {}

    /// @return the file of each plot, by its heading
    public static Map<String, String> write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        var files = new LinkedHashMap<String, String>();
        for (var plot : plots(report).entrySet()) {
            var file = fileName(plot.getKey());
            draw(plot.getKey(), plot.getValue(), folder.resolve(file));
            files.put(plot.getKey(), file);
        }
        return files;
    }

    private static Map<String, List<Series>> plots(Report report) {
        var plots = new LinkedHashMap<String, List<Series>>();
        for (var chapter : report.chapters())
            for (var series : chapter.measured().series())
                plots.computeIfAbsent(series.plot(), name -> new ArrayList<>()).add(series);
        return plots;
    }

    private static String fileName(String plot) {
        return plot.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private static void draw(String plot, List<Series> lines, Path file) throws IOException {
        var chart = chart(plot, lines);
        var graphics = graphics();
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            graphics.stream(out, true);
        }
    }

    private static XYChart chart(String plot, List<Series> lines) {
        var chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(plot)
                        .xAxisTitle(lines.getFirst().x())
                        .yAxisTitle(lines.getFirst().y())
                        .theme(Styler.ChartTheme.Matlab)
                        .build();
        chart.getStyler().setYAxisMin(0.0).setMarkerSize(3).setLegendVisible(lines.size() > 1);
        for (var line : lines)
            chart.addSeries(
                    line.line(),
                    line.points().stream().mapToDouble(Series.Point::x).toArray(),
                    line.points().stream().mapToDouble(Series.Point::y).toArray());
        return chart;
    }

    private static SVGGraphics2D graphics() {
        try {
            var document =
                    DocumentBuilderFactory.newDefaultNSInstance()
                            .newDocumentBuilder()
                            .getDOMImplementation()
                            .createDocument(SVG, "svg", null);
            return new SVGGraphics2D(document);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
