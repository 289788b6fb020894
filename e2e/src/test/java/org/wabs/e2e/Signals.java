package org.wabs.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals that Java itself cannot send.
final class Signals {
    private Signals() {}

    /// @param name as `kill` takes it, such as `STOP`
    static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
