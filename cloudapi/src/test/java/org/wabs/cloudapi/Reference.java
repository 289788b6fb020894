package org.wabs.cloudapi;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Meta's OpenAPI file and its examples, which stand in a folder `shared/reference` beside the
/// repository or above it.
public final class Reference {
    private Reference() {}

    public static Path file(String name) {
        Optional<Path> folder = folder().map(found -> found.resolve(name)).filter(Files::exists);
        if (folder.isEmpty()) {
            System.out.println(
                    "Skipped: shared/reference/" + name + " is not beside this repository");
            abort("shared/reference/" + name + " not found");
        }
        return folder.orElseThrow();
    }

    /// The examples whose names start so, in a folder of `examples`.
    public static List<Path> examples(String folder, String prefix) {
        try (Stream<Path> files = Files.list(file("examples/" + folder))) {
            return files.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/reference");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
