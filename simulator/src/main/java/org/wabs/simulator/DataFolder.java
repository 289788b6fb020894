package org.wabs.simulator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.Json;

/// The simulator's folder, locked for one process.
final class DataFolder implements AutoCloseable {
    private static final String ADDRESS = "simulator.json";

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /// @throws FolderInUse when another simulator has it
    static DataFolder lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(
                        folder.resolve("simulator.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(file);
        if (lock == null) {
            file.close();
            throw new FolderInUse(
                    "The data folder "
                            + folder
                            + " is used by another simulator: "
                            + holder(folder.resolve(ADDRESS)));
        }
        return new DataFolder(folder, file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(Path address) throws IOException {
        return Files.exists(address) ? Files.readString(address).strip() : "it is just starting";
    }

    Path journal() {
        return folder.resolve("journal.jsonl");
    }

    Path media() {
        return folder.resolve("media");
    }

    /// Tells others where this simulator listens; readers see all of it or nothing.
    void announce(int port) throws IOException {
        Path draft = folder.resolve(ADDRESS + ".new");
        byte[] text =
                Json.bytes(
                        Json.object().put("port", port).put("pid", ProcessHandle.current().pid()));
        Files.write(draft, text);
        Files.move(draft, folder.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(ADDRESS));
        lockFile.close();
    }
}
