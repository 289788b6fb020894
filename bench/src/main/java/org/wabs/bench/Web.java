package org.wabs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the web app feels: its first load, the wheel over many contacts, and how soon a message is
/// seen. In a headless browser, whose frames a machine without graphics draws by itself.
@Command(
        name = "web",
        description =
                "The web app in a headless browser: first load, scrolling, from webhook to pixels.",
        mixinStandardHelpOptions = true)
final class Web implements Callable<Integer> {
    private static final int QUICK = 2_000;

    @Option(
            names = "--contacts",
            defaultValue = "100000",
            description = "default: ${DEFAULT-VALUE}")
    private long contacts;

    @Option(
            names = "--quick",
            description =
                    "2,000 contacts, one second of scrolling, few messages: shows that it works")
    private boolean quick;

    @Mixin private Run run = new Run();

    @Override
    public Integer call() throws Exception {
        var out = run.out();
        var program = Chromium.installed();
        if (program.isEmpty()) {
            run.err()
                    .println(
                            "No Chromium or Chrome was found: install one, or name it in WABS_BROWSER.");
            return 1;
        }
        try (var installation = run.installation();
                var chromium = Chromium.start(program.get())) {
            long people = quick ? QUICK : contacts;
            new ManyRows(installation.sql()).load(people, people / 2);
            var figures = measure(installation, chromium);
            out.println("| what | measured | aim |\n|---|---:|---|");
            figures.forEach(figure -> out.println(figure.row()));
            out.flush();
            run.write(figures);
            return 0;
        }
    }

    private List<Figure> measure(Installation installation, Chromium chromium)
            throws InterruptedException {
        var url = installation.url();
        // the first one warms the server up
        FirstLoad.of(chromium, url);
        var figures = new ArrayList<>(FirstLoad.of(chromium, url).figures());
        figures.addAll(Scrolling.of(chromium, url, quick ? 1 : 10));
        figures.addAll(WebhookToPixels.of(chromium, url, quick ? 3 : 60, quick ? 10 : 200));
        return figures;
    }
}
