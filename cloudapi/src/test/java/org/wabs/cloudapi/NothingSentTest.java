package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.Messages.ACCEPTED;
import static org.wabs.cloudapi.Messages.FROM;
import static org.wabs.cloudapi.Messages.TOKEN;
import static org.wabs.cloudapi.Messages.api;
import static org.wabs.cloudapi.Messages.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// When nothing can have left, which is worth another try.
class NothingSentTest {
    @Test
    void nobodyListeningMeansNothingWasSent() throws Exception {
        URI free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (var api = api(free)) {
            assertThat(send(api)).isEqualTo(new SendResult.NotSent("no connection"));
        }
    }

    @Test
    void unknownHostMeansNothingWasSent() {
        try (var api = api(URI.create("https://graph.invalid"))) {
            assertThat(send(api)).isInstanceOf(SendResult.NotSent.class);
        }
    }

    @Test
    void failedTlsMeansNothingWasSent() throws Exception {
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var api = api(URI.create("https://127.0.0.1:" + plain.getLocalPort()))) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            assertThat(send(api)).isInstanceOf(SendResult.NotSent.class);
        }
    }

    @Test
    void handshakeThatNeverEndsMeansNothingWasSent() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var api =
                        api(
                                URI.create("https://127.0.0.1:" + silent.getLocalPort()),
                                Duration.ofMillis(300))) {
            assertThat(send(api)).isEqualTo(new SendResult.NotSent("timed out"));
        }
    }

    @Test
    void closedWindowSendsNothingAlthoughTheConnectionStands() throws Exception {
        try (var server = new RawServer(RawServer.always(200, ACCEPTED));
                var api = api(server.url())) {
            var asked = new ArrayList<String>();
            SendWindow closed =
                    () -> {
                        asked.add("after connecting");
                        return false;
                    };

            SendResult result = api.send(FROM, TOKEN, text("Hi"), closed);

            assertThat(result).isEqualTo(new SendResult.NotSent("its time slot had passed"));
            assertThat(asked).hasSize(1);
            assertThat(send(api)).isInstanceOf(SendResult.Accepted.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void windowIsNotAskedWithoutConnection() throws Exception {
        URI free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        var asked = new ArrayList<String>();
        try (var api = api(free)) {
            api.send(FROM, TOKEN, text("Hi"), () -> asked.add("asked"));
        }
        assertThat(asked).isEmpty();
    }

    private static void answerPlainly(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 no TLS here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            return;
        }
    }

    private static SendResult send(CloudApi api) {
        return api.send(FROM, TOKEN, text("Hi"), SendWindow.ALWAYS);
    }
}
