package org.wabs.server.live;

import java.io.IOException;

/// One WebSocket, as far as it is needed. Sending may wait for the other side.
interface Wire {
    void send(String text) throws IOException;

    void ping() throws IOException;

    /// Ends the connection, however the other side behaves.
    void close(End end);

    /// Why we end a connection: code and words of the WebSocket's close frame.
    enum End {
        GOING_AWAY(1001, "the server stops; connect again"),
        NOT_UNDERSTOOD(1003, "text messages in JSON only"),
        SIGNED_OUT(4401, "no longer signed in; get a new ticket"),
        SILENT(4408, "no sign of life"),
        TOO_MANY(4409, "too many connections of this user; close another one"),
        TOO_SLOW(4429, "too slow; connect again and resume");

        private final int code;
        private final String words;

        End(int code, String words) {
            this.code = code;
            this.words = words;
        }

        int code() {
            return code;
        }

        String words() {
            return words;
        }
    }
}
