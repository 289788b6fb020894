package org.wabs.bench;

import java.net.URI;
import java.util.List;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;

/// Turns the wheel over the list of contacts for some seconds and counts the frames.
final class Scrolling {
    private static final int NOTCH = 400;

    private static final String WATCH =
            """
            () => {
              window.frames_ = []
              const frame = at => { window.frames_.push(at); requestAnimationFrame(frame) }
              requestAnimationFrame(frame)
            }\
            """;

    private Scrolling() {}

    static List<Figure> of(Chromium chromium, URI url, int seconds) {
        var page = chromium.page(url, true);
        page.navigate("/contacts");
        page.locator("[role=row] a").first().waitFor();
        var box = page.locator("[role=table]").first().boundingBox();
        page.mouse().move(box.x + 200, box.y + 200);
        page.evaluate(WATCH);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) page.mouse().wheel(0, NOTCH);
        var frames = times(page.evaluate("() => window.frames_"));
        double rows =
                ((Number)
                                page.evaluate(
                                        "() => document.querySelector('[role=table]').parentElement.scrollTop / 53"))
                        .doubleValue();
        page.context().close();
        var gaps = new double[frames.length - 1];
        for (int n = 0; n < gaps.length; n++) gaps[n] = frames[n + 1] - frames[n];
        double perSecond = 1_000 * gaps.length / (frames[gaps.length] - frames[0]);
        return List.of(
                new Figure("scrolling contacts with the wheel", perSecond, "fps", Aim.atLeast(55)),
                new Figure("longest of 95 % of the frames", Figure.percentile(gaps, 0.95), "ms"),
                new Figure("rows passed", rows, ""));
    }

    private static double[] times(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(time -> ((Number) time).doubleValue()).toArray();
    }
}
