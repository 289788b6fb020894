package org.wabs.cli.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Columns of the terminal, asked again every few seconds: people resize windows. Used by one
/// thread.
final class TerminalWidth implements IntSupplier {
    private static final Duration VALID = Duration.ofSeconds(2);
    private static final int USUAL = 80;

    private long measured;
    private int width;

    @Override
    public int getAsInt() {
        if (width == 0 || System.nanoTime() - measured > VALID.toNanos()) {
            width = measure();
            measured = System.nanoTime();
        }
        return width;
    }

    private static int measure() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Path.of("/dev/tty").toFile())
                            .redirectErrorStream(true)
                            .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return USUAL;
            }
            var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int columns = Integer.parseInt(size.strip().split(" ")[1]);
            return columns > 0 ? columns : USUAL;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return USUAL; // no terminal, or no stty
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
