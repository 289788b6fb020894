package org.wabs.postgres;

import java.util.Locale;
import org.wabs.postgres.PostgresStartException.Reason;

/// The machine we run on, as the names of the binaries call it.
record Platform(String system, String processor) {

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT);
        var system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        var processor =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "";
                };
        if (system.isEmpty() || processor.isEmpty()) throw unsupported(osName, osArch);
        return new Platform(system, processor);
    }

    /// Of the archive on the class path.
    String resource() {
        return "/postgres-" + system + "-" + processor + ".txz";
    }

    static PostgresStartException unsupported(String osName, String osArch) {
        return new PostgresStartException(
                Reason.UNSUPPORTED_SYSTEM,
                "There is no embedded PostgreSQL for "
                        + osName
                        + " on "
                        + osArch
                        + ": set DATABASE_URL to a PostgreSQL server of your own.");
    }
}
