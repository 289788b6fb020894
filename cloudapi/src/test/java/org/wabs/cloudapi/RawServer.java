package org.wabs.cloudapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A bare HTTP/1.1 peer on loopback that counts what really arrives, whatever the client believes
/// it sent.
final class RawServer implements AutoCloseable {
    /// Answers one request.
    interface Script {
        /// @return whether the connection stays open
        boolean answer(Seen request, OutputStream out) throws IOException, InterruptedException;
    }

    record Seen(String method, String target, String headers, String body) {
        boolean hasHeader(String line) {
            return headers.toLowerCase(Locale.ROOT).contains(line.toLowerCase(Locale.ROOT));
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    List<Seen> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    static Script always(int status, String body, String... headers) {
        return (request, out) -> {
            write(out, status, body, headers);
            return true;
        };
    }

    static void write(OutputStream out, int status, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head =
                new StringBuilder(
                        "HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            boolean open = true;
            while (open) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String[] start = head.lines().findFirst().orElse("").split(" ");
                var seen =
                        new Seen(
                                start[0],
                                start.length > 1 ? start[1] : "",
                                head,
                                new String(
                                        in.readNBytes(contentLength(head)),
                                        StandardCharsets.UTF_8));
                requests.add(seen);
                open = script.answer(seen, socket.getOutputStream());
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
