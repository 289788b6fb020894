package org.wabs.server.webhook;

import org.springframework.context.SmartLifecycle;

/// Starts the intake before the web server takes requests, and ends it after the last of them.
final class WebhookIntake implements SmartLifecycle {
    private final DeliveryWriter writer;
    private final Processor processor;
    private final IntakeHeartbeat heartbeat;
    private volatile boolean running;

    WebhookIntake(DeliveryWriter writer, Processor processor, IntakeHeartbeat heartbeat) {
        this.writer = writer;
        this.processor = processor;
        this.heartbeat = heartbeat;
    }

    @Override
    public void start() {
        try {
            writer.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the webhook intake starts", e);
        }
        processor.start();
        heartbeat.start();
        running = true;
    }

    @Override
    public void stop() {
        try {
            heartbeat.stop();
            writer.stop();
            processor.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Below the web server's.
    @Override
    public int getPhase() {
        return 0;
    }
}
