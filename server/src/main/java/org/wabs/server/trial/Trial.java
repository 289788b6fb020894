package org.wabs.server.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.wabs.server.account.Simulation;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;

/// Trying it out without Meta. The simulator is a child process that ends with the server and goes
/// on with its next start; one that a killed server left is adopted. Guarded by its own monitor.
final class Trial implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Trial.class);

    private static final String WABA = "102290129340399";
    private static final String APP = "700000000000099";
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final long SEED = 1;

    /// @param url its page, on which a person can be one of the customers
    /// @param wabaId the simulated account
    record State(boolean on, @Nullable URI url, @Nullable String wabaId) {}

    private final Simulation simulation;
    private final Audit audit;
    private final Settings settings;
    private final Supplier<URI> ownUrl;
    private final TrialFile file;
    private final Path logFile;
    private @Nullable SimulatorChild child;
    private boolean running;

    /// @param ownUrl of this server, once it listens
    Trial(Simulation simulation, Audit audit, Settings settings, Supplier<URI> ownUrl) {
        this.simulation = simulation;
        this.audit = audit;
        this.settings = settings;
        this.ownUrl = ownUrl;
        var data = settings.path(Setting.WABS_DATA);
        this.file = new TrialFile(data.resolve("trial"));
        this.logFile = data.resolve("logs").resolve("trial.log");
    }

    synchronized State state() {
        var present = child;
        return present == null || !present.isAlive()
                ? new State(false, null, null)
                : new State(true, present.url(), WABA);
    }

    /// Starts the simulator and connects its account to the bound organization.
    ///
    /// @return false when it is on already
    /// @throws ProblemException when it is not possible here and now, or the simulator fails
    synchronized boolean begin() {
        if (state().on()) return false;
        refuseUnlessPossible();
        try {
            var known = file.read();
            var account = known.map(TrialFile.Content::account).orElseGet(Trial::newAccount);
            var started = launch(known.map(TrialFile.Content::port).orElse(0));
            try {
                awaitReady(started);
                var admin = new SimulatorAdmin(started.url());
                admin.createWorld(account);
                simulation.begin(started.url());
                var path = simulation.connect(account);
                admin.setCallback(account, ownUrl.get().resolve(path));
                audit.recordAhead("simulator.started", "simulator", "trial", Map.of());
                file.write(new TrialFile.Content(account, started.url().getPort(), path));
            } catch (RuntimeException | IOException e) {
                simulation.end();
                stopChild();
                throw e;
            }
            log.info("Simulator begun url={}", started.url());
            return true;
        } catch (IOException e) {
            throw SimulatorAdmin.failed("It cannot be started: " + e.getMessage(), e);
        }
    }

    /// Lets fictional customers write, unless somebody has.
    ///
    /// @return how many wrote
    synchronized int customersWrite() {
        var url = state().url();
        if (url == null) throw conflict("The simulator is off. Begin it with POST /api/simulator.");
        return SampleCustomers.write(new SimulatorAdmin(url));
    }

    private void refuseUnlessPossible() {
        if (!isLoopback(settings.text(Setting.WABS_ADDRESS)))
            throw conflict(
                    "The simulator is for trying things out on one machine: this server listens on "
                            + settings.text(Setting.WABS_ADDRESS)
                            + ". Start one with WABS_ADDRESS=127.0.0.1.");
        if (!SimulatorChild.isPackaged())
            throw conflict("This program was packaged without the simulator.");
        simulation
                .obstacle(WABA)
                .ifPresent(words -> {
                    throw conflict(words + " The simulator plays Meta for a server without one.");
                });
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Simulation.Account newAccount() {
        return new Simulation.Account(WABA, "EAA" + secret(), APP, secret(), secret());
    }

    private static String secret() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private SimulatorChild launch(int port) throws IOException {
        var started = SimulatorChild.begin(file.folder(), logFile, SEED, port);
        child = started;
        return started;
    }

    private static void awaitReady(SimulatorChild started) {
        var deadline = System.nanoTime() + START.toNanos();
        while (!started.answers()) {
            if (!started.isAlive() || System.nanoTime() > deadline)
                throw SimulatorAdmin.failed("It does not answer. " + started.logWords(), null);
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw SimulatorAdmin.failed("The server is stopping.", e);
            }
        }
    }

    /// Disconnects the account, stops the simulator and forgets its ledger. Changes nothing when it
    /// is off.
    synchronized void end() {
        try {
            if (child == null && file.read().isEmpty()) return;
            audit.recordAhead("simulator.ended", "simulator", "trial", Map.of());
            simulation.disconnect(WABA);
            simulation.end();
            stopChild();
            file.delete();
            log.info("Simulator ended");
        } catch (IOException e) {
            throw SimulatorAdmin.failed("Its folder cannot be removed: " + e.getMessage(), e);
        }
    }

    private void stopChild() {
        var present = child;
        child = null;
        if (present != null) present.close();
    }

    /// Before anything is sent: the account of a trial that is on must never be asked of Meta.
    @Override
    public synchronized void start() {
        running = true;
        try {
            var known = file.read();
            if (known.isPresent()) {
                simulation.begin(launch(known.get().port()).url());
            } else {
                // of a trial that was ended while it died
                SimulatorChild.running(file.folder(), logFile).ifPresent(SimulatorChild::close);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server may listen on another port than last time.
    void callBack() {
        try {
            var known = file.read();
            SimulatorChild present;
            synchronized (this) {
                present = child;
            }
            if (known.isEmpty() || present == null) return;
            awaitReady(present);
            new SimulatorAdmin(present.url())
                    .setCallback(
                            known.get().account(), ownUrl.get().resolve(known.get().webhookPath()));
            log.info("Simulator goes on url={}", present.url());
        } catch (IOException | ProblemException e) {
            log.warn("Simulator does not go on; end it and begin anew cause={}", e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopChild();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /// First to start and last to stop: what is under way still gets its answers.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
