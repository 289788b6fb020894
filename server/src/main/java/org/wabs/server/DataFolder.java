package org.wabs.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.config.StartProblem;

/// The folder of one installation, held by one process at a time. The operating system drops the
/// lock when that process dies, however it dies.
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// @throws StartProblem when another process holds it, or it cannot be written
    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            var channel =
                    FileChannel.open(
                            path.resolve("server.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartProblem(
                        "Another server already runs on the data folder "
                                + path
                                + "; stop it first, or choose another folder.");
            }
            var folder = new DataFolder(path, channel);
            folder.emptyTemporary();
            return folder;
        } catch (IOException e) {
            throw new StartProblem(
                    "The data folder " + path + " cannot be used: " + reason(e) + ".", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "this user may not write there";
            case java.nio.file.FileAlreadyExistsException exists -> "there is a file of that name";
            default -> String.valueOf(e.getMessage());
        };
    }

    Path path() {
        return path;
    }

    TemporaryFolder temporary() {
        return new TemporaryFolder(path.resolve("tmp"));
    }

    /// What a killed server left there.
    private void emptyTemporary() throws IOException {
        var temporary = temporary().path();
        if (Files.exists(temporary)) {
            try (var files = Files.walk(temporary)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList())
                    Files.delete(file);
            }
        }
        Files.createDirectories(temporary);
    }

    NodeId nodeId() {
        var file = path.resolve("node-id");
        try {
            if (!Files.exists(file)) Files.writeString(file, UUID.randomUUID().toString());
            return new NodeId(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StartProblem(
                    "The file " + file + " cannot be read or made: " + reason(e) + ".", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + path + " cannot be released", e);
        }
    }
}
