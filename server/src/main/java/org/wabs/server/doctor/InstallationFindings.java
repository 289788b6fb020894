package org.wabs.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.finding.Finding;

/// Settings that work but should not stay so, and room on the disk.
final class InstallationFindings {
    private static final long GIGABYTE = 1L << 30;
    private static final long LOW = 5 * GIGABYTE;

    private final Settings settings;

    InstallationFindings(Settings settings) {
        this.settings = settings;
    }

    List<Finding> all() {
        return List.of(settings(), disk());
    }

    private Finding settings() {
        var doubts = new ArrayList<String>();
        var fixes = new ArrayList<String>();
        var url = settings.text(Setting.WABS_CLOUD_API_URL);
        if (!url.equals(Setting.WABS_CLOUD_API_URL.defaultValue())) {
            doubts.add("messages go to " + url + ", not to Meta");
            fixes.add("remove WABS_CLOUD_API_URL to send for real");
        }
        if (settings.optional(Setting.WABS_OWNER_PASSWORD).isPresent()) {
            doubts.add("the first owner's password stands in the settings");
            fixes.add("remove WABS_OWNER_PASSWORD: it is read at the first start only");
        }
        if (!LocalFindings.isLoopback(settings.text(Setting.WABS_ADDRESS))) {
            doubts.add("it listens on " + settings.text(Setting.WABS_ADDRESS) + " without TLS");
            fixes.add("let only a TLS proxy reach that address");
        }
        return doubts.isEmpty()
                ? Finding.ok("SETTINGS", "All settings are understood.")
                : Finding.warn("SETTINGS", sentence(doubts), sentence(fixes));
    }

    private static String sentence(List<String> parts) {
        var words = String.join("; ", parts);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    private Finding disk() {
        var folder = settings.path(Setting.WABS_DATA);
        try {
            return room(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return Finding.fail(
                    "DISK",
                    "The data folder cannot be read.",
                    "Check WABS_DATA and the rights of its folder.");
        }
    }

    static Finding room(long free) {
        var detail = "%.1f GB are free in the data folder.".formatted((double) free / GIGABYTE);
        var fix = "Make room there: on a full disk webhooks are refused and nothing is sent.";
        if (free < GIGABYTE) return Finding.fail("DISK", detail, fix);
        return free < LOW ? Finding.warn("DISK", detail, fix) : Finding.ok("DISK", detail);
    }
}
