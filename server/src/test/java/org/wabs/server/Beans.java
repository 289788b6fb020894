package org.wabs.server;

import java.util.Collection;

/// Reaches into a running server.
public final class Beans {
    private Beans() {}

    public static <T> T of(WabsServer server, Class<T> type) {
        return server.context().getBean(type);
    }

    public static <T> Collection<T> all(WabsServer server, Class<T> type) {
        return server.context().getBeansOfType(type).values();
    }

    public static <T> T of(WabsServer server, String name, Class<T> type) {
        return server.context().getBean(name, type);
    }
}
