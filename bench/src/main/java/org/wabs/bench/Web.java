package org.wabs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

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

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "a folder to load into, kept for the next run; default: a temporary one")
    private @Nullable Path data;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "target/bench/web.json",
            description = "where the figures go as JSON; default: ${DEFAULT-VALUE}")
    private Path json = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var program = Chromium.installed();
        if (program.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "No Chromium or Chrome was found: install one, or name it in WABS_BROWSER.");
            return 1;
        }
        try (var installation = Installation.start(data);
                var chromium = Chromium.start(program.get())) {
            long people = quick ? QUICK : contacts;
            new ManyRows(installation.sql()).load(people, people / 2);
            var figures = measure(installation, chromium);
            out.println("| what | measured | aim |\n|---|---:|---|");
            figures.forEach(figure -> out.println(figure.row()));
            out.flush();
            write(figures);
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

    private void write(List<Figure> figures) throws IOException {
        var folder = json.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        Files.writeString(
                json,
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(figures));
    }
}
