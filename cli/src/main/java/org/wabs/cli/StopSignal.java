package org.wabs.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/// Ctrl-C, `kill` and a closed terminal as a wish to stop, which the program grants at its next
/// step. A second one ends the process at once; what it leaves running is taken over by the next
/// start.
public final class StopSignal {
    private static final int SIGNALLED = 128;
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile int exitCode;

    /// Listens to the signals of this process from now on.
    public static StopSignal install() {
        var stop = new StopSignal();
        NUMBERS.forEach((name, number) -> stop.listen(name, SIGNALLED + number));
        return stop;
    }

    // without handlers of our own, Java would neither let us drain in order nor see the second
    // Ctrl-C
    private void listen(String name, int code) {
        try {
            Signal.handle(new Signal(name), signal -> request(code));
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or Java itself was told to use it
        }
    }

    private void request(int code) {
        if (isRequested()) Runtime.getRuntime().halt(code);
        exitCode = code;
        requested.countDown();
    }

    /// As if the person had pressed Ctrl-C.
    public void request() {
        request(SIGNALLED + NUMBERS.getOrDefault("INT", 0));
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /// 128 and the number of the signal, as shells have it.
    public int exitCode() {
        return exitCode;
    }

    public void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits that long, or until asked to stop.
    ///
    /// @throws Stopped when asked to
    public void pause(Duration length) {
        try {
            if (requested.await(length.toMillis(), TimeUnit.MILLISECONDS)) throw new Stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /// @throws Stopped when asked to
    public void check() {
        if (isRequested()) throw new Stopped();
    }

    /// The person wants no more; not a failure.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
