package org.wabs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wabs.bench.report.Series;

/// How much memory of the machine a program holds, looked at twice a second.
final class Memory implements AutoCloseable {
    private static final Pattern HELD = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int LOOK_MILLIS = 500;
    private static final double KILOBYTES = 1024;

    private final ProcessHandle program;
    private final List<Series.Point> points = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Thread thread;

    private Memory(ProcessHandle program) {
        this.program = program;
        points.add(now());
        this.thread = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    /// From now on.
    static Memory watch(ProcessHandle program) {
        return new Memory(program);
    }

    private void watch() {
        try {
            while (program.isAlive()) {
                Thread.sleep(LOOK_MILLIS);
                var point = now();
                synchronized (points) {
                    points.add(point);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Series.Point now() {
        return new Series.Point((System.nanoTime() - begun) / 1e9, megabytes(program));
    }

    /// Resident set size in MB, also where there is no `/proc`.
    static double megabytes(ProcessHandle program) {
        var status = Path.of("/proc", Long.toString(program.pid()), "status");
        try {
            if (!Files.exists(status)) return kilobytesByPs(program) / KILOBYTES;
            var held = HELD.matcher(Files.readString(status));
            return held.find() ? Long.parseLong(held.group(1)) / KILOBYTES : 0;
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    private static double kilobytesByPs(ProcessHandle program) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(program.pid())).start();
        var said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? 0 : Double.parseDouble(said);
    }

    List<Series.Point> points() {
        synchronized (points) {
            return List.copyOf(points);
        }
    }

    double peak() {
        return points().stream().mapToDouble(Series.Point::y).max().orElse(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
