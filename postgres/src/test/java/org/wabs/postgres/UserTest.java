package org.wabs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Starts of other users than the one who runs the tests. Outside the project's folder, which those
/// users may not be able to enter.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UserTest {

    private static final int NOBODY = 65_534;
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private static Path binaries = Path.of("");

    private Path place = Path.of("");
    private Path home = Path.of("");

    @BeforeAll
    static void createCache() throws Exception {
        binaries = openToAll(Files.createTempDirectory("wabs-cache-"));
    }

    @AfterAll
    static void removeCache() throws Exception {
        Home.deleteTree(binaries);
    }

    @BeforeEach
    void createPlace() throws Exception {
        place = openToAll(Files.createTempDirectory("wabs-users-"));
        home = place.resolve("home");
    }

    @AfterEach
    void removePlace() throws Exception {
        if (Files.exists(home)) Homes.remove(home);
        Home.deleteTree(place);
    }

    @Test
    void anOrdinaryUserRunsItDirectly() throws Exception {
        assumeRoot();
        giveToNobody(Files.createDirectory(home));
        var cache = Files.createDirectory(place.resolve("cache"));
        giveToNobody(cache);

        try (var child = nobody(cache)) {
            assertThat(child.answer()).startsWith("READY ");
            var server = EmbeddedPostgres.find(home).orElseThrow();
            assertThat(Homes.ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(NOBODY);
            assertThat(cache.resolve("wabs")).isNotEmptyDirectory();
        }
    }

    @Test
    void anOrdinaryUserWithoutACacheUnpacksIntoTheHome() throws Exception {
        assumeRoot();
        giveToNobody(Files.createDirectory(home));

        try (var child = nobody(place.resolve("closed-cache"))) {
            assertThat(child.answer()).startsWith("READY ");
            assertThat(home).isDirectoryContaining("glob:**/postgres-*");
        }
    }

    @Test
    void anOrdinaryUserIsToldOfAHomeThatIsNotTheirs() throws Exception {
        assumeRoot();
        Files.createDirectory(home);

        try (var child = nobody(place.resolve("closed-cache"))) {
            assertThat(child.answer())
                    .startsWith("HOME_NOT_WRITABLE")
                    .contains(home.toString(), "choose another folder");
        }
    }

    @Test
    void aUserWithoutANameRunsItToo() throws Exception {
        assumeRoot();
        assumeTrue(runs(AS_NOBODY, "unshare", "-U", "true"), "skipped: no user namespaces here");
        var nameless = 61_234;
        Files.setAttribute(Files.createDirectory(home), "unix:uid", nameless);
        var prefix =
                List.of("setpriv", "--reuid=" + nameless, "--regid=" + nameless, "--clear-groups");

        try (var child = ChildJvm.start(prefix, readableClassPath(), home, cacheAt(binaries))) {
            assertThat(child.answer()).startsWith("READY ");
            assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(nameless);
        }
    }

    @Test
    void rootWithoutUserNamespacesUsesAnUnprivilegedId() throws Exception {
        assumeRoot();
        try (var child = root(List.of("sh", "setpriv"))) {
            assertThat(child.answer()).startsWith("READY ");
            assertThat(Files.getAttribute(home.resolve("data"), "unix:uid")).isEqualTo(NOBODY);
            var server = EmbeddedPostgres.find(home).orElseThrow();
            Homes.execute(server, "CREATE TABLE note AS SELECT 1");
        }

        // whatever the next start could use, the files stay with their owner
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            assertThat(Homes.ask(server.connection(), "SELECT count(*) FROM note")).isEqualTo("1");
        }
    }

    @Test
    void rootsOwnFoldersAreNoObstacle() throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));

        try (var child = root(List.of("sh", "setpriv"))) {
            assertThat(child.answer()).startsWith("READY ");
            assertThat(EmbeddedPostgres.find(home)).isPresent();
        }
    }

    @Test
    void dataMadeInAUserNamespaceGoesOnWithoutOne() throws Exception {
        assumeRoot();
        try (var server = EmbeddedPostgres.start(EmbeddedPostgresConfig.at(home))) {
            Homes.execute(server.connection(), "CREATE TABLE note AS SELECT 1");
        }

        try (var child = root(List.of("sh", "setpriv"))) {
            assertThat(child.answer()).startsWith("READY ");
            var server = EmbeddedPostgres.find(home).orElseThrow();
            assertThat(Homes.ask(server, "SELECT count(*) FROM note")).isEqualTo("1");
        }
    }

    @Test
    void rootWithNeitherIsToldToUseAnotherUser() throws Exception {
        assumeRoot();
        try (var child = root(List.of("sh"))) {
            assertThat(child.answer()).startsWith("ROOT_REFUSED").contains("an ordinary user");
        }
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        var namespace = List.of("unshare", "--map-root-user", "--mount");
        var mount = "mount -t tmpfs -o size=8m none \"$0\"";
        assumeTrue(
                runs(namespace, "sh", "-c", mount, place.toString()),
                "skipped: this system lets us mount no small disk");
        Files.createDirectory(home);
        var prefix = new ArrayList<>(namespace);
        prefix.addAll(List.of("sh", "-c", mount + " && exec \"$@\"", home.toString()));

        try (var child =
                ChildJvm.start(prefix, System.getProperty("java.class.path"), home, Map.of())) {
            assertThat(child.answer()).startsWith("DISK_FULL").contains("free some space");
        }
    }

    private static void assumeRoot() {
        assumeTrue(RunAs.weAreRoot(), "skipped: only root can be somebody else");
        assumeTrue(runs(AS_NOBODY, "true"), "skipped: setpriv does not work here");
    }

    private static boolean runs(List<String> prefix, String... words) {
        var all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        try {
            return Command.run(Path.of("/"), all).succeeded();
        } catch (IOException e) {
            return false;
        }
    }

    private static void giveToNobody(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY);
    }

    /// A process of root that finds no other programs than these.
    private ChildJvm root(List<String> programs) throws IOException {
        var path = Files.createDirectory(place.resolve("bin"));
        for (var program : programs)
            Files.createSymbolicLink(path.resolve(program), Path.of("/usr/bin", program));
        return ChildJvm.start(
                List.of(),
                System.getProperty("java.class.path"),
                home,
                Map.of("PATH", path.toString(), "XDG_CACHE_HOME", binaries.toString()));
    }

    private ChildJvm nobody(Path cache) throws IOException {
        return ChildJvm.start(AS_NOBODY, readableClassPath(), home, cacheAt(cache));
    }

    private static Map<String, String> cacheAt(Path cache) {
        return Map.of("XDG_CACHE_HOME", cache.toString());
    }

    private static Path openToAll(Path folder) throws IOException {
        return Files.setPosixFilePermissions(
                folder.toRealPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A copy of the class path that everyone can read.
    private String readableClassPath() throws IOException {
        var copies = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var source = Path.of(entry);
            var copy = place.resolve("classes-" + copies.size() + "-" + source.getFileName());
            copy(source, copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        if (!Files.exists(source)) return;
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(
                                target.resolve(source.relativize(folder).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(file, target.resolve(source.relativize(file).toString()));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
