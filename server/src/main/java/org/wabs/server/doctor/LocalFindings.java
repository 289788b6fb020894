package org.wabs.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.sql.OwnerDatabase;

/// What whoever may use this machine's shell can see of an installation without asking its server:
/// whether it runs, or why it would not start. Changes nothing.
public final class LocalFindings {
    private LocalFindings() {}

    /// @param serverAnswers whether the ports are its own
    public static List<Finding> of(Settings settings, boolean serverAnswers, Clock clock) {
        var found = new ArrayList<Finding>();
        found.addAll(folder(settings));
        found.addAll(database(settings, clock));
        if (!serverAnswers) {
            found.add(port(settings, Setting.WABS_ADDRESS, Setting.WABS_PORT));
            found.add(port(settings, Setting.WABS_METRICS_ADDRESS, Setting.WABS_METRICS_PORT));
        }
        return found;
    }

    private static List<Finding> folder(Settings settings) {
        var folder = settings.path(Setting.WABS_DATA);
        if (!Files.exists(folder))
            return List.of(
                    Finding.warn(
                            "DATA",
                            "There is no data folder " + folder + " yet.",
                            "The first start makes it. If there is one elsewhere, say where by --data or WABS_DATA."));
        if (!Files.isDirectory(folder) || !Files.isWritable(folder))
            return List.of(
                    Finding.fail(
                            "DATA",
                            folder + " is no folder that this user may write to.",
                            "Give this user the right to, or choose another one by --data or WABS_DATA."));
        var found = new ArrayList<Finding>();
        found.add(Finding.ok("DATA", "The data folder is " + folder + "."));
        found.addAll(new InstallationFindings(settings).all());
        return found;
    }

    private static List<Finding> database(Settings settings, Clock clock) {
        Path data = settings.path(Setting.WABS_DATA);
        if (!OwnerDatabase.isUp(settings, data))
            return List.of(
                    Finding.warn(
                            "DATABASE",
                            "The embedded PostgreSQL does not run: it starts and ends with the server.",
                            "Start the server with ./wabs serve."));
        try {
            return OwnerDatabase.with(settings, data, db -> new DatabaseFindings(db, clock).all());
        } catch (StartProblem e) {
            return List.of(
                    Finding.fail(
                            "DATABASE",
                            e.getMessage(),
                            "Check DATABASE_URL, and that PostgreSQL runs and lets this user in."));
        }
    }

    private static Finding port(Settings settings, Setting address, Setting port) {
        int number = settings.number(port);
        var name = port.name().replaceFirst("WABS_", "");
        if (number == 0)
            return Finding.ok(
                    name, port == Setting.WABS_PORT ? "A free one is taken." : "None is wanted.");
        var place = number + " of " + settings.text(address);
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.text(address), number));
            return Finding.ok(name, "Port " + place + " is free.");
        } catch (IOException | RuntimeException e) {
            return Finding.fail(
                    name,
                    "Port " + place + " cannot be listened on: " + e.getMessage() + ".",
                    "Stop the program that has it, or choose another one by "
                            + port
                            + " or "
                            + address
                            + ".");
        }
    }

    /// @param host name or address
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
