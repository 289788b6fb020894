package org.wabs.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked in a folder named after the archive's checksum.
record Binaries(Path folder) {

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /// Unpacks below `parent` unless that was done before. Whoever comes second at the same time
    /// uses what the first one unpacked.
    static Binaries unpackedBelow(Path parent) throws IOException {
        var archive = archive();
        var folder = parent.resolve("postgres-" + Long.toHexString(checksum(archive)));
        var binaries = new Binaries(folder);
        if (Files.exists(binaries.program("postgres"))) return binaries;
        Files.createDirectories(parent);
        var draft = Files.createTempDirectory(parent, "unpacking-");
        try {
            // readable by the user that PostgreSQL runs as when we are root
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var stream = new BufferedInputStream(archive.openStream())) {
                unpack(stream, draft);
            }
            moveUnlessThere(draft, folder);
        } finally {
            Home.deleteTree(draft);
        }
        return binaries;
    }

    private static void moveUnlessThere(Path draft, Path folder) throws IOException {
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(folder)) throw e;
        }
    }

    private static URL archive() {
        var url = Binaries.class.getResource(Platform.current().resource());
        if (url == null)
            throw Platform.unsupported(
                    System.getProperty("os.name"), System.getProperty("os.arch"));
        return url;
    }

    private static long checksum(URL archive) throws IOException {
        // the jar knows it: reading the 15 MB would be a third of a warm start
        if (archive.openConnection() instanceof JarURLConnection jar)
            return jar.getJarEntry().getCrc();
        try (var stream = new CheckedInputStream(archive.openStream(), new CRC32())) {
            stream.transferTo(OutputStream.nullOutputStream());
            return stream.getChecksum().getValue();
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
                unpack(tar, entry, target);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) throw new IOException("Bad entry " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
