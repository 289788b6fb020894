package org.wabs.simulator.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

    /// Not a channel: an interrupted thread would close it for everybody.
    private final RandomAccessFile writer;

    /// Guarded by itself.
    private final RandomAccessFile reader;

    private final ReentrantLock writing = new ReentrantLock();

    /// Guards `pending` and `end`; held for a copy, never for a write.
    private final Object adding = new Object();

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long end;

    /// Guarded by `writing`. What a failed write left over goes first next time.
    private ByteBuffer unwritten = ByteBuffer.allocate(0);

    private long written;

    private Journal(RandomAccessFile writer, RandomAccessFile reader, long end) {
        this.writer = writer;
        this.reader = reader;
        this.end = end;
        this.written = end;
    }

    /// Opens or creates the file and cuts off a line that a kill tore.
    ///
    /// @throws IOException when the file cannot be read or written
    public static Journal open(Path path) throws IOException {
        RandomAccessFile writer = new RandomAccessFile(path.toFile(), "rw");
        long end = endOfLastLine(writer);
        writer.setLength(end);
        writer.seek(end);
        return new Journal(writer, new RandomAccessFile(path.toFile(), "r"), end);
    }

    public boolean isEmpty() {
        synchronized (adding) {
            return end == 0;
        }
    }

    /// Hands every line to `lines` with its position, oldest first.
    ///
    /// @throws IOException when the file cannot be read
    public void replay(ObjLongConsumer<ObjectNode> lines) throws IOException {
        byte[] bytes = new byte[CHUNK];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long start = 0;
        reader.seek(0);
        for (int read = reader.read(bytes); read > 0; read = reader.read(bytes)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, from, i - from);
                    lines.accept((ObjectNode) Json.parse(line.toByteArray()), start);
                    start += line.size() + 1L;
                    line.reset();
                    from = i + 1;
                }
            }
            line.write(bytes, from, read - from);
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] bytes = new byte[READ_AHEAD];
        synchronized (reader) {
            try {
                reader.seek(position);
                for (int read = reader.read(bytes); read > 0; read = reader.read(bytes)) {
                    for (int i = 0; i < read; i++) {
                        if (bytes[i] == '\n') {
                            line.write(bytes, 0, i);
                            return (ObjectNode) Json.parse(line.toByteArray());
                        }
                    }
                    line.write(bytes, 0, read);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("No journal line at " + position);
    }

    @Override
    public void close() throws IOException {
        flush(Long.MAX_VALUE - 1);
        writer.close();
        reader.close();
    }

    private void write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (count > 0) {
            writer.seek(written);
            writer.write(bytes.array(), bytes.position(), count);
            bytes.position(bytes.limit());
            written += count;
        }
    }

    private static long endOfLastLine(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (long from = file.length(); from > 0; ) {
            long start = Math.max(0, from - CHUNK);
            int count = (int) (from - start);
            file.seek(start);
            file.readFully(bytes, 0, count);
            for (int i = count - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    return start + i + 1;
                }
            }
            from = start;
        }
        return 0;
    }
}
