package org.wabs.server.support;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/// What this JVM has logged lately, for tests that ask. Outlives the reconfigurations that each
/// started server brings along.
public final class TestLog extends AppenderBase<ILoggingEvent> {
    private static final int CAPACITY = 10_000;
    private static final Deque<ILoggingEvent> EVENTS = new ArrayDeque<>();

    @Override
    protected void append(ILoggingEvent event) {
        event.getFormattedMessage(); // keeps the text, in case an argument changes
        synchronized (EVENTS) {
            if (EVENTS.size() == CAPACITY) EVENTS.removeFirst();
            EVENTS.addLast(event);
        }
    }

    static String since(Instant start) {
        synchronized (EVENTS) {
            return EVENTS.stream()
                    .filter(event -> !event.getInstant().isBefore(start))
                    .map(TestLog::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    /// As a log file shows it, with the failure and its causes.
    private static String text(ILoggingEvent event) {
        var line = event.getLevel() + " " + event.getFormattedMessage();
        return event.getThrowableProxy() == null
                ? line
                : line + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
