package org.wabs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wabs.bench.report.Aim;
import org.wabs.bench.report.Figure;
import org.wabs.bench.report.Measured;
import org.wabs.bench.report.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The import of a list of contacts: from the first byte of the upload until all rows are in.
@Command(
        name = "import",
        description = "How long does the import of a million contacts take, and how much memory?",
        mixinStandardHelpOptions = true)
final class Import implements Scenario {
    private static final int SECONDS = 90;
    private static final int MEGABYTES = 512;
    private static final int LOOK_MILLIS = 100;

    @Option(names = "--contacts", description = "default: ${DEFAULT-VALUE}")
    private int contacts = 1_000_000;

    @Override
    public Measured measure(Stage stage) throws Exception {
        int rows = stage.count(contacts);
        var file = write(stage.folder().resolve("contacts.csv"), rows);
        var installation = stage.fresh();
        var client = installation.client();
        try (var memory = Memory.watch(installation.server())) {
            long begun = System.nanoTime();
            var job =
                    Client.json(
                                    client.upload(
                                            "/api/contacts/import",
                                            file,
                                            "{\"tags\": [\"imported\"]}"))
                            .path("jobId")
                            .asString();
            await(client, job, rows);
            double seconds = (System.nanoTime() - begun) / 1e9;
            var load =
                    "A CSV file of %,d rows and %,d KB: number, name, language, country, consent and two attributes."
                            .formatted(rows, Files.size(file) / 1_000);
            var figures =
                    List.of(
                            new Figure("all rows are in", seconds, "s", Aim.atMost(SECONDS)),
                            new Figure("rows a second", rows / seconds, "/s"),
                            new Figure(
                                    "memory of the server at most",
                                    memory.peak(),
                                    "MB",
                                    Aim.atMost(MEGABYTES)));
            var series =
                    new Series(
                            "Memory of the server while it imports",
                            "RSS",
                            "seconds",
                            "MB",
                            memory.points());
            return new Measured(load, figures, List.of(series));
        } finally {
            Files.delete(file);
        }
    }

    private static void await(Client client, String job, int rows) throws InterruptedException {
        while (true) {
            var said = Client.json(client.send(Ask.get("/api/contacts/import/" + job)));
            switch (said.path("job").path("state").asString()) {
                case "DONE" -> {
                    long added = said.path("counts").path("added").asLong();
                    if (added != rows)
                        throw new IllegalStateException(
                                "%,d of %,d rows were added".formatted(added, rows));
                    return;
                }
                case "FAILED", "CANCELLED" -> throw new IllegalStateException(said.toString());
                default -> Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static Path write(Path file, int rows) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("phone,name,language,country,consent,city,customer\n");
            for (int n = 0; n < rows; n++)
                out.write(
                        "+49151%08d,Person %d,de,DE,opted_in,Berlin,%d\n"
                                .formatted(10_000_000 + 7 * n, n, n));
        }
        return file;
    }
}
