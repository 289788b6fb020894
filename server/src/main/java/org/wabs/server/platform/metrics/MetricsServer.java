package org.wabs.server.platform.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.sql.TransientFailure;

/// Answers `GET /actuator/prometheus` on an address of its own.
final class MetricsServer implements SmartLifecycle {
    static final String PATH = "/actuator/prometheus";
    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    private final @Nullable InetSocketAddress address;
    private final PrometheusMeterRegistry registry;
    private final List<Sampled> samples;
    private volatile @Nullable HttpServer server;

    /// @param address null: nobody asks
    MetricsServer(
            @Nullable InetSocketAddress address,
            PrometheusMeterRegistry registry,
            List<Sampled> samples) {
        this.address = address;
        this.registry = registry;
        this.samples = samples;
    }

    @Override
    public void start() {
        if (address == null) return;
        try {
            var started = HttpServer.create(address, 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext(PATH, this::answer);
            started.start();
            server = started;
        } catch (IOException e) {
            throw new StartProblem(
                    "Metrics cannot be offered at "
                            + address
                            + " (WABS_METRICS_ADDRESS, WABS_METRICS_PORT): "
                            + e.getMessage(),
                    e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            samples.forEach(MetricsServer::sample);
            var text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    /// What the database does not tell now keeps its last value.
    private static void sample(Sampled one) {
        try {
            one.sample();
        } catch (RuntimeException e) {
            log.warn("Figures not sampled cause={}", TransientFailure.kind(e));
        }
    }

    URI url() {
        var running = server;
        if (running == null) throw new IllegalStateException("not started");
        return URI.create("http://127.0.0.1:" + running.getAddress().getPort() + PATH);
    }

    @Override
    public void stop() {
        var running = server;
        server = null;
        if (running != null) running.stop(0);
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
