package org.wabs.postgres;

import java.nio.file.Path;

/// A program that starts a server in the home named by its argument, says so, and stops it when its
/// input ends. Prints `READY <port>`, or the reason and the sentence of a refusal.
public final class ServerProcess {

    private ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (var server =
                EmbeddedPostgres.start(EmbeddedPostgresConfig.at(Path.of(arguments[0])))) {
            System.out.println("READY " + server.port());
            System.in.read();
        } catch (PostgresStartException e) {
            System.out.println(e.reason() + " " + e.getMessage());
            System.exit(3);
        }
    }
}
