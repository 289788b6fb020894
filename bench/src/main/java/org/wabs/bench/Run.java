package org.wabs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// What measurements have in common: where they load to, and where their figures go.
final class Run {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "a folder to load into, kept for the next run; default: a temporary one")
    private @Nullable Path data;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "where the figures go as JSON; default: target/bench/${COMMAND-NAME}.json")
    private @Nullable Path json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    Installation installation() throws IOException, SQLException {
        return Installation.start(data);
    }

    void write(Object figures) throws IOException {
        var named = json == null ? Path.of("target", "bench", command.name() + ".json") : json;
        var file = named.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(figures));
    }
}
