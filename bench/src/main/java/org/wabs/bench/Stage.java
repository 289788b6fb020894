package org.wabs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Gives scenarios the installations that they measure, one at a time. Quick ones share a single
/// small one.
final class Stage implements AutoCloseable {
    /// Rows of everything in a quick run.
    static final int QUICK = 1_000;

    private final Path home;
    private final boolean quick;
    private final PrintWriter out;
    private final Path folder;
    private final boolean isTemporary;
    private @Nullable Installation open;
    private String opened = "";
    private int fresh;
    private String postgres = "";

    /// @param home the project's folder
    /// @param data where filled installations are kept; absent: nowhere
    Stage(Path home, boolean quick, @Nullable Path data, PrintWriter out) throws IOException {
        this.home = home;
        this.quick = quick;
        this.out = out;
        this.isTemporary = data == null;
        this.folder =
                data == null
                        ? Files.createTempDirectory("wabs-bench-")
                        : Files.createDirectories(data).toAbsolutePath();
    }

    boolean isQuick() {
        return quick;
    }

    PrintWriter out() {
        return out;
    }

    Path home() {
        return home;
    }

    /// @param usual how many in a whole run
    /// @return a thousand at most in a quick one
    int count(int usual) {
        return quick ? Math.min(usual, QUICK) : usual;
    }

    /// Where files may be put meanwhile.
    Path folder() {
        return folder;
    }

    /// An installation with nobody in it but the owner.
    Installation fresh() throws Exception {
        return quick ? small() : opened("fresh-" + ++fresh);
    }

    /// One with so many people and messages, as [ManyRows] makes them.
    Installation filled(long contacts, long messages) throws Exception {
        if (quick) return small();
        var installation = opened(contacts + "-" + messages);
        fill(installation, contacts, messages);
        return installation;
    }

    private Installation small() throws Exception {
        var installation = opened("quick");
        fill(installation, QUICK, QUICK);
        return installation;
    }

    private void fill(Installation installation, long contacts, long messages)
            throws SQLException, IOException, InterruptedException {
        var loaded =
                new ManyRows(installation.sql()).load(contacts, messages, installation::connect);
        if (loaded.seconds() == 0) return;
        installation.countFigures();
        out.printf(
                "%,d contacts and %,d messages loaded in %d s%n",
                loaded.contacts(), loaded.messages(), loaded.seconds());
        out.flush();
    }

    private Installation opened(String name) throws Exception {
        if (open != null && opened.equals(name)) return open;
        leave();
        opened = name;
        open = Installation.start(folder.resolve(name));
        postgres = open.postgresVersion();
        return open;
    }

    /// Version of the last one; empty before the first.
    String postgres() {
        return postgres;
    }

    /// Closes what is open, so that nothing works beside.
    void leave() throws Exception {
        if (open == null) return;
        open.close();
        open = null;
        if (opened.startsWith("fresh-")) delete(folder.resolve(opened));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @Override
    public void close() throws Exception {
        leave();
        if (isTemporary) delete(folder);
    }
}
