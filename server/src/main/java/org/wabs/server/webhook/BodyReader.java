package org.wabs.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Reads the body of a webhook, raw and bounded in size, memory and time.
final class BodyReader {
    /// Meta sends up to 3 MB (cloud-api.md 6.2).
    static final int LARGEST = 4 << 20;

    private static final int FIRST = 8 << 10;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private BodyReader() {}

    sealed interface Body {}

    record Whole(byte[] bytes) implements Body {}

    record TooLarge() implements Body {}

    /// No memory for it at the moment.
    record NoRoom() implements Body {}

    /// @param announced the length that the request gives, negative when it gives none
    /// @throws IOException when the client breaks off, or takes too long
    static Body read(InputStream input, long announced, BytesInFlight.Room room)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var bytes = new byte[first(announced)];
        if (!room.grow(bytes.length)) return new NoRoom();
        int filled = 0;
        while (true) {
            int count = input.read(bytes, filled, bytes.length - filled);
            if (count < 0) return new Whole(Arrays.copyOf(bytes, filled));
            filled += count;
            // a body that trickles in would hold its room for ever
            if (System.nanoTime() - start > LONGEST_NANOS)
                throw new IOException("the body of a webhook took too long");
            if (filled > LARGEST) return new TooLarge();
            if (filled < bytes.length) continue;
            int more = Math.min(bytes.length, LARGEST + 1 - bytes.length);
            if (!room.grow(more)) return new NoRoom();
            bytes = Arrays.copyOf(bytes, bytes.length + more);
        }
    }

    /// One byte more than announced shows the end without growing.
    private static int first(long announced) {
        return announced < 0 ? FIRST : (int) Math.min(announced + 1, FIRST);
    }
}
