package org.wabs.server.platform.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The newest state of the database that this node has seen, kept outside it: the file
/// `database-mark` in the data folder holds `<system identifier> <generation>`.
public final class DatabaseMark {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19}) (\\d{1,19})\\s*");

    private final Path file;

    public DatabaseMark(Path dataFolder) {
        this.file = dataFolder.resolve("database-mark");
    }

    /// @return 0 when this node has not seen that system yet
    long generationOf(long system) {
        try {
            if (!Files.exists(file)) return 0;
            var seen = FORM.matcher(Files.readString(file));
            return seen.matches() && Long.parseLong(seen.group(1)) == system
                    ? Long.parseLong(seen.group(2))
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    /// After the commit of that generation: the mark is never ahead of the database it speaks of.
    void write(long system, long generation) {
        try {
            Files.writeString(file, system + " " + generation);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written", e);
        }
    }
}
