package org.wabs.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;
import org.wabs.postgres.EmbeddedPostgres;
import org.wabs.postgres.EmbeddedPostgresConfig;

/// What most starts have in common, made by one start for all of them and kept until the program is
/// packaged anew: the classes that a server loads, and the data folder of a shop that has an owner
/// and nothing else. A start then takes half the time.
public final class Prepared {
    public static final String OWNER = "olu@example.com";
    public static final String PASSWORD = "four words are better";

    private static final Path FOLDER = Path.of("target", "prepared").toAbsolutePath();
    private static final Path CLASSES = FOLDER.resolve("classes.jsa");
    private static final Path DATA = FOLDER.resolve("data");
    private static final Path OF_WHAT = FOLDER.resolve("of-what.txt");

    /// What a running server must have for itself.
    private static final List<String> OWN =
            List.of("logs", "tmp", "node-id", "server.lock", "postgres/lock");

    private Prepared() {}

    /// Options of the JVM. It checks by itself whether the archive fits.
    static List<String> jvmOptions() {
        make();
        return List.of("-XX:SharedArchiveFile=" + CLASSES, "-Xlog:disable");
    }

    /// Lays the data of Olu Owner's Corner Shop into a folder that is not there yet.
    public static void copyShopTo(Path data) {
        make();
        try (var files = Files.walk(DATA)) {
            for (var file : files.toList())
                Files.copy(
                        file,
                        data.resolve(DATA.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void make() {
        try {
            var program = program();
            if (Files.exists(OF_WHAT) && Files.readString(OF_WHAT).equals(program)) return;
            FileSystemUtils.deleteRecursively(FOLDER);
            Files.createDirectories(FOLDER);
            try (var server =
                    WabsProcess.startWith(
                            List.of("-XX:ArchiveClassesAtExit=" + CLASSES, "-Xlog:disable"),
                            FOLDER,
                            Map.of(),
                            "serve",
                            "--port",
                            "0",
                            "--data",
                            DATA.toString())) {
                server.awaitOutput("Press Ctrl-C to stop.");
                becomeOwner(server.setUpLink());
                server.signal("TERM");
                server.exitCode();
            }
            forgetWhenItRan();
            for (var path : OWN) FileSystemUtils.deleteRecursively(DATA.resolve(path));
            Files.writeString(OF_WHAT, program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Else the next server would take the time until its start for an outage, and wait accordingly
    /// before it takes messages for lost.
    private static void forgetWhenItRan() {
        try (var database =
                EmbeddedPostgres.start(
                        new EmbeddedPostgresConfig(
                                DATA.resolve("postgres"), 0, "wabs", Map.of()))) {
            new Rows(DATA).run("UPDATE intake_clock SET beats = 0");
        }
    }

    private static String program() throws IOException {
        try (var jars = Files.list(WabsProcess.LIB)) {
            return jars.sorted().map(Prepared::described).collect(Collectors.joining("\n"));
        }
    }

    private static String described(Path jar) {
        try {
            return jar.getFileName() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void becomeOwner(URI setUpLink) {
        new Http(setUpLink.resolve("/"))
                .send(
                        "POST",
                        "/api/auth/setup",
                        """
                        {"token": "%s", "organizationName": "Corner Shop", "name": "Olu Owner",
                         "email": "%s", "password": "%s"}\
                        """
                                .formatted(setUpLink.getFragment(), OWNER, PASSWORD));
    }
}
