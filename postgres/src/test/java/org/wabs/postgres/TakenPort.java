package org.wabs.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Another program's port.
final class TakenPort {

    private TakenPort() {}

    static ServerSocket of(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
