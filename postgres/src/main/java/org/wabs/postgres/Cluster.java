package org.wabs.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.wabs.postgres.PostgresStartException.Reason;

/// The data folder of one server: made once, then only checked.
record Cluster(Home home, Installation installation) {

    /// @return whether the settings file changed
    boolean prepare(String settings) throws IOException {
        if (home.hasData()) {
            check();
        } else {
            create();
        }
        var data = home.data();
        if (!installation.runAs().owns(data)) installation.runAs().own(data);
        return write(settings, data.resolve("postgresql.conf"));
    }

    private void check() throws IOException {
        if (!Files.exists(home.password()))
            throw new PostgresStartException(
                    Reason.PASSWORD_LOST,
                    "The password file "
                            + home.password()
                            + " of the database is missing: put it back from your backup.");
        if (!Files.isWritable(home.data())) throw StartFailure.of("Permission denied", home, 0);
        var written = Files.readString(home.data().resolve("PG_VERSION")).strip();
        var ours = installation.majorVersion();
        var theirs = Integer.parseInt(written);
        if (theirs > ours)
            throw new PostgresStartException(
                    Reason.DATABASE_TOO_NEW,
                    versions(theirs, ours) + ": start the newer program that wrote it.");
        if (theirs < ours)
            throw new PostgresStartException(
                    Reason.DATABASE_TOO_OLD,
                    versions(theirs, ours) + ": see the upgrade guide for how to carry it over.");
    }

    private String versions(int theirs, int ours) {
        return "The database in "
                + home.folder()
                + " was written by PostgreSQL "
                + theirs
                + ", and this program brings PostgreSQL "
                + ours;
    }

    private void create() throws IOException {
        var draft = home.unfinishedData();
        Home.deleteTree(draft); // of a start that was killed
        if (!Files.exists(home.password())) writePassword();
        Files.createDirectory(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        installation.runAs().own(draft);
        installation.runAs().own(home.password());
        var initdb =
                Command.run(
                        home.folder(),
                        installation
                                .runAs()
                                .command(
                                        installation.binaries().program("initdb"),
                                        "--pgdata=" + draft,
                                        "--username=" + ConnectionInfo.OWNER,
                                        "--auth=scram-sha-256",
                                        "--pwfile=" + home.password(),
                                        "--encoding=UTF8",
                                        "--locale-provider=builtin",
                                        "--locale=C",
                                        "--builtin-locale=C.UTF-8",
                                        "--data-checksums"));
        if (!initdb.succeeded()) throw StartFailure.of(initdb.output(), home, 0);
        Files.move(draft, home.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var draft = home.folder().resolve("password.new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Files.move(draft, home.password(), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean write(String settings, Path file) throws IOException {
        if (Files.readString(file).equals(settings)) return false;
        Files.writeString(file, settings);
        return true;
    }
}
