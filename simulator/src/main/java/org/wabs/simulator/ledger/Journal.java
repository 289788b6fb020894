package org.wabs.simulator.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;
import org.wabs.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// The append-only file of everything that happened, one JSON object a line.
///
/// A line counts once [#flush] has returned: it is then with the operating system, so a kill of
/// this process loses nothing. Lines added meanwhile by others go out in the same write.
public final class Journal implements AutoCloseable {
    private static final int READ_AHEAD = 2_048;
    private static final int CHUNK = 1 << 16;

    private final FileChannel file;
    private final ReentrantLock writing = new ReentrantLock();

    /// Guards `pending` and `end`; held for a copy, never for a write.
    private final Object adding = new Object();

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long end;

    /// Guarded by `writing`. What a failed write left over goes first next time.
    private ByteBuffer unwritten = ByteBuffer.allocate(0);

    private long written;

    private Journal(FileChannel file, long end) {
        this.file = file;
        this.end = end;
        this.written = end;
    }

    /// Opens or creates the file and cuts off a line that a kill tore.
    ///
    /// @throws IOException when the file cannot be read or written
    public static Journal open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        long end = endOfLastLine(file);
        file.truncate(end);
        return new Journal(file, end);
    }

    public boolean isEmpty() {
        synchronized (adding) {
            return end == 0;
        }
    }

    /// Hands every line to `reader` with its position, oldest first.
    ///
    /// @throws IOException when the file cannot be read
    public void replay(ObjLongConsumer<ObjectNode> reader) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = 0;
        for (long at = 0; file.read(buffer, at) > 0; at += buffer.limit(), buffer.clear()) {
            buffer.flip();
            byte[] bytes = buffer.array();
            int from = 0;
            for (int i = 0; i < buffer.limit(); i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, from, i - from);
                    reader.accept((ObjectNode) Json.parse(line.toByteArray()), start);
                    start += line.size() + 1L;
                    line.reset();
                    from = i + 1;
                }
            }
            line.write(bytes, from, buffer.limit() - from);
        }
    }

    /// Appends a line and waits until it is written.
    ///
    /// @return its position
    public long write(ObjectNode line) {
        long position = add(line);
        flush(position);
        return position;
    }

    /// Queues a line; the caller's order is the file's.
    ///
    /// @return its position, for [#flush] and [#read]
    public long add(ObjectNode line) {
        byte[] bytes = Json.bytes(line);
        synchronized (adding) {
            long position = end;
            pending.write(bytes, 0, bytes.length);
            pending.write('\n');
            end += bytes.length + 1L;
            return position;
        }
    }

    /// Returns once the line at that position is written.
    ///
    /// @throws UncheckedIOException when the disk refuses it, for instance because it is full
    public void flush(long position) {
        writing.lock();
        try {
            if (written > position) {
                return;
            }
            write(unwritten);
            synchronized (adding) {
                unwritten = ByteBuffer.wrap(pending.toByteArray());
                pending.reset();
            }
            write(unwritten);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }

    /// Reads a line back.
    public ObjectNode read(long position) {
        flush(position);
        try {
            ByteBuffer buffer = ByteBuffer.allocate(READ_AHEAD);
            while (true) {
                int read = file.read(buffer, position + buffer.position());
                for (int i = 0; i < buffer.position(); i++) {
                    if (buffer.get(i) == '\n') {
                        return (ObjectNode) Json.parse(Arrays.copyOf(buffer.array(), i));
                    }
                }
                if (read < 0) {
                    throw new IllegalStateException("No journal line at " + position);
                }
                if (!buffer.hasRemaining()) {
                    ByteBuffer larger = ByteBuffer.allocate(buffer.capacity() * 4);
                    larger.put(buffer.flip());
                    buffer = larger;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        flush(Long.MAX_VALUE - 1);
        file.close();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += file.write(bytes, written);
        }
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(CHUNK);
        for (long from = file.size(); from > 0; ) {
            long start = Math.max(0, from - CHUNK);
            one.clear().limit((int) (from - start));
            while (one.hasRemaining() && file.read(one, start + one.position()) > 0) {}
            for (int i = one.position() - 1; i >= 0; i--) {
                if (one.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            from = start;
        }
        return 0;
    }
}
