package org.wabs.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;

/// Where things lie in a home folder.
record Home(Path folder) {

    /// What a start leaves behind for the next one and for other processes.
    record Remembered(int port, String database) {}

    static Home prepare(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new PostgresStartException(
                    PostgresStartException.Reason.HOME_NOT_WRITABLE,
                    folder + " is a file, not a folder: choose another place for the data.",
                    e);
        }
        return new Home(folder.toRealPath());
    }

    Path data() {
        return folder.resolve("data");
    }

    /// Becomes [#data()] when it is complete.
    Path unfinishedData() {
        return folder.resolve("data.new");
    }

    Path password() {
        return folder.resolve("password");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private Path remembered() {
        return folder.resolve("server.properties");
    }

    boolean hasData() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    Optional<Remembered> recall() throws IOException {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(remembered())));
            var port = properties.getProperty("port", "");
            var database = properties.getProperty("database", "");
            return port.matches("\\d{1,5}") && !database.isEmpty()
                    ? Optional.of(new Remembered(Integer.parseInt(port), database))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void remember(Remembered what) throws IOException {
        var properties = new Properties();
        properties.setProperty("port", Integer.toString(what.port()));
        properties.setProperty("database", what.database());
        var text = new StringWriter();
        properties.store(text, null);
        var draft = folder.resolve("server.properties.new");
        Files.writeString(draft, text.toString());
        Files.move(draft, remembered(), StandardCopyOption.ATOMIC_MOVE);
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) return;
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
