package org.wabs.server.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.metrics.Sampled;
import org.wabs.server.platform.sql.PipelineDb;

/// The lanes that this node owns.
final class DispatchMetrics implements Sampled {
    private static final String LANES =
            """
            SELECT l.phone_number_id, l.paused_until > clock_timestamp() AS paused, 1e6 / l.interval_us AS pace,
                   (SELECT count(*) FROM send_due d WHERE d.phone_number_id = l.phone_number_id) AS due,
                   (SELECT count(*) FROM in_flight f WHERE f.phone_number_id = l.phone_number_id AND f.doubt_since IS NULL) AS in_flight,
                   (SELECT count(*) FROM in_flight f WHERE f.phone_number_id = l.phone_number_id AND f.doubt_since IS NOT NULL) AS in_doubt
              FROM lane l
             WHERE l.owner = :node AND l.expires_at > clock_timestamp()\
            """;

    private record Lane(
            String number, boolean paused, double pace, long due, long inFlight, long inDoubt) {}

    private final PipelineDb db;
    private final NodeId node;
    private final MultiGauge paused;
    private final MultiGauge pace;
    private final MultiGauge due;
    private final MultiGauge inFlight;
    private final MultiGauge inDoubt;

    DispatchMetrics(PipelineDb db, NodeId node, MeterRegistry registry) {
        this.db = db;
        this.node = node;
        this.paused = gauge(registry, "wabs.lane.paused", "1 while the number sends nothing");
        this.pace = gauge(registry, "wabs.lane.pace", "messages a second that the number may send");
        this.due = gauge(registry, "wabs.lane.due", "replies, single messages and retries waiting");
        this.inFlight = gauge(registry, "wabs.lane.in.flight", "requests without an answer yet");
        this.inDoubt = gauge(registry, "wabs.lane.in.doubt", "messages that may have been sent");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String meaning) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    @Override
    public void sample() {
        var lanes =
                db.sql()
                        .sql(LANES)
                        .param("node", node.value())
                        .query((row, n) ->
                                new Lane(
                                        row.getString("phone_number_id"),
                                        row.getBoolean("paused"),
                                        row.getDouble("pace"),
                                        row.getLong("due"),
                                        row.getLong("in_flight"),
                                        row.getLong("in_doubt")))
                        .list();
        set(paused, lanes, lane -> lane.paused ? 1 : 0);
        set(pace, lanes, Lane::pace);
        set(due, lanes, Lane::due);
        set(inFlight, lanes, Lane::inFlight);
        set(inDoubt, lanes, Lane::inDoubt);
    }

    private static void set(MultiGauge gauge, List<Lane> lanes, ToDoubleFunction<Lane> value) {
        gauge.register(
                lanes.stream()
                        .<Row<?>>map(lane ->
                                Row.of(
                                        Tags.of("phone_number_id", lane.number),
                                        value.applyAsDouble(lane)))
                        .toList(),
                true);
    }
}
