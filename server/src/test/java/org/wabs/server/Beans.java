package org.wabs.server;

/// Reaches into a running server.
public final class Beans {
    private Beans() {}

    public static <T> T of(WabsServer server, Class<T> type) {
        return server.context().getBean(type);
    }

    public static <T> T of(WabsServer server, String name, Class<T> type) {
        return server.context().getBean(name, type);
    }
}
