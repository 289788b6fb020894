package org.wabs.server.support;

import java.util.ArrayDeque;
import java.util.Deque;

/// What lives as long as this JVM. Closed with it, the last one first: a server before its
/// database.
public final class AtTheEnd {
    private static final Deque<Runnable> CLOSING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtTheEnd::close));
    }

    private AtTheEnd() {}

    public static synchronized void run(Runnable closing) {
        CLOSING.push(closing);
    }

    private static synchronized void close() {
        CLOSING.forEach(Runnable::run);
    }
}
