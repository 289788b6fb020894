package org.wabs.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The simulator as a program. Exit codes: 0 stopped, 1 port or disk, 2 usage, 3 data folder in
/// use.
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Meta's side of the wire on loopback: Cloud API, customers and webhooks.")
public final class Simulator implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int FOLDER_IN_USE = 3;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the ledger; made when it is missing.")
    private Path data = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides what customers do and which sends meet faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Simulator()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            SimulatorServer server =
                    SimulatorServer.start(SimulatorSettings.in(data).withPort(port).withSeed(seed));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            out.println(
                    "Simulator of Meta's Cloud API listening on "
                            + server.url()
                            + " (data "
                            + data
                            + ")");
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (FolderInUse e) {
            err.println(e.getMessage());
            return FOLDER_IN_USE;
        } catch (BindException e) {
            err.println(
                    "Port "
                            + port
                            + " is in use: choose another with --port, or 0 for a free one.");
            return FAILED;
        } catch (IOException e) {
            err.println("The data folder " + data + " cannot be used: " + e.getMessage());
            return FAILED;
        }
    }

    private static void stop(SimulatorServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("The journal could not be closed: " + e.getMessage());
        }
    }
}
