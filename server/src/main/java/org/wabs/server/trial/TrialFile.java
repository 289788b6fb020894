package org.wabs.server.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import org.wabs.server.account.Simulation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The folder of the trial, and in it the file that says that it is on: it outlives the server.
final class TrialFile {
    /// @param port of the simulator
    /// @param webhookPath where it posts to
    record Content(Simulation.Account account, int port, String webhookPath) {}

    private static final String NAME = "trial.json";

    private final Path folder;

    TrialFile(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// @return empty when the trial is off, or the file is damaged
    Optional<Content> read() throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(
                    JsonMapper.shared().readValue(Files.readAllBytes(file), Content.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Readable by this user only: it holds the secret of the simulated app.
    void write(Content content) throws IOException {
        Files.createDirectories(folder);
        var draft = folder.resolve(NAME + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, JsonMapper.shared().writeValueAsBytes(content));
        Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /// With the simulator's ledger; first of all the file, so that the trial is off whatever
    /// happens next.
    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }
}
