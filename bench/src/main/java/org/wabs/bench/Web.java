package org.wabs.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How the web app feels: its first load, the wheel over many contacts, and how soon a message is
/// seen. In a headless browser, whose frames a machine without graphics draws by itself.
@Command(
        name = "web",
        description =
                "How does the web app feel in a browser: its first load, scrolling, and from webhook to pixels?",
        mixinStandardHelpOptions = true)
final class Web implements Scenario {
    @Option(names = "--contacts", description = "default: ${DEFAULT-VALUE}")
    private long contacts = 100_000;

    @Override
    public Measured measure(Stage stage) throws Exception {
        var program = Chromium.installed();
        if (program.isEmpty())
            return new Measured(
                    "Not measured: no Chromium or Chrome was found; install one, or name it in WABS_BROWSER.",
                    List.of());
        var installation = stage.filled(contacts, contacts / 2);
        try (var chromium = Chromium.start(program.get())) {
            var figures = measure(installation.url(), chromium, stage.isQuick());
            return new Measured(
                    "%,d contacts.".formatted(stage.isQuick() ? Stage.QUICK : contacts), figures);
        }
    }

    private static List<Figure> measure(URI url, Chromium chromium, boolean quick)
            throws InterruptedException {
        var figures = new ArrayList<>(FirstLoad.of(chromium, url, quick ? 1 : 5).figures());
        figures.addAll(Scrolling.of(chromium, url, quick ? 1 : 10));
        figures.addAll(WebhookToPixels.of(chromium, url, quick ? 3 : 60, quick ? 10 : 200));
        return figures;
    }
}
