package org.wabs.server.live;

import jakarta.websocket.Session;
import java.io.IOException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/// A connection of Tomcat's.
final class SocketWire implements Wire {
    /// Tomcat's: how long one message may wait for the other side.
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private static final long SEND_MILLIS = 5_000;

    private final WebSocketSession session;

    SocketWire(WebSocketSession session) {
        this.session = session;
        var tomcats =
                session instanceof NativeWebSocketSession own
                        ? own.getNativeSession(Session.class)
                        : null;
        if (tomcats != null) tomcats.getUserProperties().put(SEND_TIMEOUT, SEND_MILLIS);
    }

    @Override
    public void send(String text) throws IOException {
        try {
            session.sendMessage(new TextMessage(text));
        } catch (IllegalStateException e) { // closed meanwhile
            throw new IOException(e);
        }
    }

    @Override
    public void ping() throws IOException {
        try {
            session.sendMessage(new PingMessage());
        } catch (IllegalStateException e) { // closed meanwhile
            throw new IOException(e);
        }
    }

    @Override
    public void close(End end) {
        try {
            session.close(new CloseStatus(end.code(), end.words()));
        } catch (IOException | IllegalStateException e) {
            // it is closed, which is what we wanted
        }
    }
}
