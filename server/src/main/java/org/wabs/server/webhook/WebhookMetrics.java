package org.wabs.server.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.metrics.Sampled;
import org.wabs.server.platform.sql.PipelineDb;

/// How far this node is behind with the webhooks that it acknowledged, and what could not be
/// applied.
final class WebhookMetrics implements Sampled {
    private static final String LAG =
            """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - d.received_at) * 1000), 0)::bigint
              FROM webhook_writer w
             CROSS JOIN LATERAL (SELECT received_at FROM webhook_delivery d
                                  WHERE d.writer_id = w.writer_id AND d.seq > w.processed_to AND d.received_on >= w.processed_on
                                  ORDER BY d.seq LIMIT 1) d
             WHERE w.node = :node\
            """;

    private final PipelineDb db;
    private final NodeId node;
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();

    WebhookMetrics(PipelineDb db, NodeId node, MeterRegistry registry) {
        this.db = db;
        this.node = node;
        Gauge.builder("wabs.webhook.lag.seconds", lagMillis, millis -> millis.get() / 1000.0)
                .description("age of the oldest webhook that is not processed yet")
                .register(registry);
        Gauge.builder("wabs.webhook.dead.letters", deadLetters, AtomicLong::get)
                .description("elements that could not be applied, of the whole installation")
                .register(registry);
    }

    @Override
    public void sample() {
        lagMillis.set(db.sql().sql(LAG).param("node", node.value()).query(Long.class).single());
        deadLetters.set(
                db.sql()
                        .sql("SELECT count(*) FROM webhook_dead_letter")
                        .query(Long.class)
                        .single());
    }
}
