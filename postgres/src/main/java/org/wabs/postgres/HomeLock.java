package org.wabs.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wabs.postgres.PostgresStartException.Reason;

/// One process, and one server in it, per home. The operating system drops the lock when the
/// process dies.
final class HomeLock implements AutoCloseable {

    // A POSIX lock is lost when its process closes any channel on the file, so a second start in
    // this process must not even open it.
    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static HomeLock take(Home home) throws IOException {
        var file = home.lock();
        if (!TAKEN_HERE.add(file)) throw inUse(home, "this process");
        FileChannel channel = null;
        var kept = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null)
                throw inUse(home, "process " + Files.readString(file).strip());
            channel.truncate(0);
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            kept = true;
            return new HomeLock(file, channel);
        } finally {
            if (!kept) {
                if (channel != null) channel.close();
                TAKEN_HERE.remove(file);
            }
        }
    }

    private static PostgresStartException inUse(Home home, String owner) {
        return new PostgresStartException(
                Reason.HOME_IN_USE,
                "The data folder "
                        + home.folder()
                        + " is already in use by "
                        + owner
                        + ": stop that first, or choose another folder.");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            TAKEN_HERE.remove(file);
        }
    }
}
