package org.wabs.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that is kept: sends requests as they are and reads no more of answers than it
/// must. A client that did more would be measured along, on the same processors.
final class RawConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private final Socket socket;
    private final InputStream in;

    RawConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    record Answer(int status, byte[] body) {}

    /// @param request with all its headers
    Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean isChunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH))
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            isChunked |= lower.equals("transfer-encoding: chunked");
        }
        return new Answer(status, isChunked ? chunks() : in.readNBytes(length));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int length = -1; length != 0; line()) {
            length = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(length));
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        return line(in);
    }

    /// Up to CR LF.
    static String line(InputStream in) throws IOException {
        var bytes = new byte[4096];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new IOException("the connection was closed");
            if (next != '\r') bytes[length++] = (byte) next;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
