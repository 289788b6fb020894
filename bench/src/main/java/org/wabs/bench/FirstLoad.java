package org.wabs.bench;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;

/// What the browser itself says of opening the app with nothing cached.
///
/// @param milliseconds from the request until the sign-in form was painted
/// @param scripts kilobytes (1,000 bytes) of JavaScript as they went over the wire
record FirstLoad(double milliseconds, double scripts) {
    private static final String PAINTED =
            "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()";

    private static final String SCRIPTS =
            """
            () => performance.getEntriesByType('resource').filter(one => new URL(one.name).pathname.endsWith('.js'))
              .reduce((sum, one) => sum + one.encodedBodySize, 0)\
            """;

    /// The median of some loads, after one that warms the server up.
    static FirstLoad of(Chromium chromium, URI url, int times) {
        once(chromium, url);
        var loads = Stream.generate(() -> once(chromium, url)).limit(times).toList();
        return new FirstLoad(
                Figure.median(loads.stream().mapToDouble(FirstLoad::milliseconds).toArray()),
                loads.getFirst().scripts());
    }

    private static FirstLoad once(Chromium chromium, URI url) {
        var page = chromium.page(url, false);
        page.navigate("/");
        page.locator("form").waitFor();
        // the form itself is more than the first paint, which may be of a waiting sign
        double painted =
                Math.max(number(page, PAINTED), number(page, "() => performance.now()") - SLACK);
        var load = new FirstLoad(painted, number(page, SCRIPTS) / 1_000);
        page.context().close();
        return load;
    }

    /// Until the answer to "is it there?" has come back.
    private static final double SLACK = 20;

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    List<Figure> figures() {
        return List.of(
                new Figure("first load on localhost", milliseconds, "ms", Aim.atMost(1_500)),
                new Figure("JavaScript of the first load, gzip", scripts, "KB", Aim.atMost(250)));
    }
}
