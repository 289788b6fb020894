package org.wabs.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where and with what was measured.
///
/// @param load of the machine before the first scenario, over a minute; negative: not known
/// @param postgres its version; empty before one was started
/// @param commit empty outside of a clone
/// @param modified whether files of the clone differ from that commit
public record Environment(
        Instant at,
        String processor,
        int cores,
        long memoryMegabytes,
        String system,
        double load,
        String java,
        String postgres,
        String commit,
        boolean modified) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /// @param home of the project
    public static Environment here(Path home) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                processorName(),
                machine.getAvailableProcessors(),
                machine.getTotalMemorySize() >> 20,
                machine.getName() + " " + machine.getVersion() + " " + machine.getArch(),
                machine.getSystemLoadAverage(),
                System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
                "",
                said(home, "git", "rev-parse", "--short", "HEAD"),
                !said(home, "git", "status", "--porcelain", "--untracked-files=no").isEmpty());
    }

    public Environment withPostgres(String version) {
        return new Environment(
                at,
                processor,
                cores,
                memoryMegabytes,
                system,
                load,
                java,
                version,
                commit,
                modified);
    }

    private static String processorName() {
        if (!Files.isReadable(PROCESSORS))
            return said(Path.of("."), "sysctl", "-n", "machdep.cpu.brand_string");
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /// Empty where there is no such program, or it fails.
    private static String said(Path folder, String... words) {
        try {
            var process =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? out.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
