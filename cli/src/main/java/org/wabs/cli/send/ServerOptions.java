package org.wabs.cli.send;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which server to talk to, and as whom.
final class ServerOptions {
    static final String KEY = "WABS_API_KEY";
    static final String USUAL = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default " + USUAL + ").")
    private @Nullable String server;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "An API key of it (environment: " + KEY + ", which no one else sees).")
    private @Nullable String key;

    /// Whether one was named, which may run anywhere.
    boolean isNamed() {
        return server != null;
    }

    /// @param usual when none is named
    String server(String usual) {
        return server == null ? usual : server;
    }

    /// Null when none was given.
    @Nullable String key() {
        var given = key == null ? System.getenv(KEY) : key;
        return given == null || given.isBlank() ? null : given;
    }
}
