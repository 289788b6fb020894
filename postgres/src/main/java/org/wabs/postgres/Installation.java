package org.wabs.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wabs.postgres.PostgresStartException.Reason;

/// Binaries that run here, and the user they run as.
record Installation(Binaries binaries, RunAs runAs, int majorVersion) {

    private static final Pattern VERSION = Pattern.compile("^VERSION=(\\d+)", Pattern.MULTILINE);

    /// The user's cache is shared by all homes; the home itself serves when the cache cannot.
    static Installation find(Home home) throws IOException {
        for (var place : List.of(cache(), home.folder())) {
            Binaries binaries;
            try {
                binaries = Binaries.unpackedBelow(place);
            } catch (IOException e) {
                if (place.equals(home.folder())) throw e;
                continue;
            }
            for (var runAs : RunAs.candidates(home)) {
                var version = version(home, binaries, runAs);
                if (version.isPresent()) return new Installation(binaries, runAs, version.get());
            }
        }
        throw nothingRuns(home);
    }

    private static Path cache() {
        var set = System.getenv("XDG_CACHE_HOME");
        if (set != null && Path.of(set).isAbsolute()) return Path.of(set, "wabs");
        // root's own folder is closed to the user that PostgreSQL may have to run as
        if (RunAs.weAreRoot() && Files.isDirectory(Path.of("/var/cache")))
            return Path.of("/var/cache/wabs");
        var home = System.getenv("HOME");
        return Path.of(home == null ? System.getProperty("user.home") : home, ".cache", "wabs");
    }

    /// Empty when that user cannot run the binaries or cannot enter the home. Asks initdb, the
    /// pickiest of them: it wants to see its siblings, a known user, and no root.
    private static Optional<Integer> version(Home home, Binaries binaries, RunAs runAs) {
        var question = "test -x \"$1\" && exec \"$2\" --show --no-locale --pgdata=\"$1/data\"";
        var initdb = binaries.program("initdb").toString();
        var words =
                runAs.command(
                        Path.of("sh"), "-c", question, "sh", home.folder().toString(), initdb);
        try {
            var answer = Command.run(home.folder(), words);
            var version = VERSION.matcher(answer.output());
            return answer.succeeded() && version.find()
                    ? Optional.of(Integer.parseInt(version.group(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PostgresStartException nothingRuns(Home home) {
        if (RunAs.weAreRoot())
            return new PostgresStartException(
                    Reason.ROOT_REFUSED,
                    "PostgreSQL refuses to run as root, and neither unshare nor setpriv can run it"
                            + " as somebody else in "
                            + home.folder()
                            + ": start this program as an ordinary user.");
        return Platform.unsupported(
                System.getProperty("os.name") + " (its C library does not run the binaries)",
                System.getProperty("os.arch"));
    }
}
