package org.wabs.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.StandstillCause;
import org.wabs.server.platform.tenant.OrganizationId;

/// When sending stands, or stood, still because the database takes no changes. While it lasts this
/// is known in memory only; each node sees it for itself, and writes it down afterwards. The state
/// is guarded by its own monitor; nothing waits for the database inside.
public final class Standstills {
    /// @param until null: it lasts
    public record Standstill(Instant since, @Nullable Instant until, StandstillCause cause) {
        private boolean touches(Standstill later) {
            return until != null && !later.since.isAfter(until);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Standstills.class);

    /// What is shorter is a hiccup: a connection that broke and came again.
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /// Who failed and never tried again, such as the lane of a campaign that was cancelled, counts
    /// no more.
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private static final String WRITE =
            """
            INSERT INTO standstill (node, began_at, ended_at, cause) VALUES (:node, :since, :until, :cause)
            ON CONFLICT (began_at, node) DO UPDATE SET ended_at = greatest(standstill.ended_at, excluded.ended_at)\
            """;

    private static final String DURING =
            """
            SELECT began_at, ended_at, cause FROM standstill WHERE began_at < :to AND ended_at > :from ORDER BY began_at\
            """;

    private static final String CONCERNED =
            """
            SELECT DISTINCT organization_id, campaign_id FROM campaign_lane WHERE state = 'RUNNING'\
            """;

    private final PipelineDb db;
    private final String node;
    private final Clock clock;
    private final Map<String, Instant> failing = new HashMap<>();
    private @Nullable Standstill present;

    Standstills(PipelineDb db, String node, Clock clock) {
        this.db = db;
        this.node = node;
        this.clock = clock;
    }

    /// @param who writes: the same name as for [#works]
    synchronized void failed(String who, Throwable failure) {
        var cause = StandstillCause.of(failure);
        if (cause.isEmpty()) return;
        var now = clock.instant();
        failing.put(who, now);
        if (present == null) {
            present = new Standstill(now, null, cause.get());
            log.warn("Sending stands still cause={}", cause.get());
        } else if (present.cause() == StandstillCause.DATABASE_GONE) {
            // connections are cut before a database turns read-only: what follows tells more
            present = new Standstill(present.since(), null, cause.get());
        }
    }

    synchronized void works(String who) {
        failing.remove(who);
    }

    /// As this node sees it now.
    public synchronized Optional<Standstill> present() {
        return Optional.ofNullable(present);
    }

    /// To be called again and again: writes down what is over. Fails while the database does.
    void look() {
        var over = over();
        if (over == null) return;
        if (Duration.between(over.since(), clock.instant()).compareTo(SHORTEST) >= 0) write(over);
        synchronized (this) {
            present = null;
        }
        log.info(
                "Sending goes on after a standstill since={} cause={}", over.since(), over.cause());
    }

    private synchronized @Nullable Standstill over() {
        var before = clock.instant().minus(FORGOTTEN);
        failing.values().removeIf(at -> at.isBefore(before));
        return failing.isEmpty() ? present : null;
    }

    private void write(Standstill over) {
        db.tx()
                .executeWithoutResult(status -> {
                    db.sql()
                            .sql(WRITE)
                            .param("node", node)
                            .param("since", over.since().atOffset(ZoneOffset.UTC))
                            .param("until", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("cause", over.cause().name())
                            .update();
                    db.sql()
                            .sql(CONCERNED)
                            .query(row -> {
                                db.changes()
                                        .note(
                                                new OrganizationId(
                                                        row.getObject(
                                                                "organization_id", UUID.class)),
                                                Subject.CAMPAIGN,
                                                row.getObject("campaign_id", UUID.class));
                            });
                });
    }

    /// Those that are over and touch this time, of all nodes: what overlaps is one.
    public List<Standstill> during(Instant from, Instant to) {
        var merged = new ArrayList<Standstill>();
        db.sql()
                .sql(DURING)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Standstill(
                                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                                StandstillCause.valueOf(row.getString("cause"))))
                .list()
                .forEach(one -> merge(merged, one));
        return List.copyOf(merged);
    }

    private static void merge(List<Standstill> merged, Standstill next) {
        if (merged.isEmpty() || !merged.getLast().touches(next)) {
            merged.add(next);
            return;
        }
        var former = merged.removeLast();
        var later =
                former.until() != null
                                && next.until() != null
                                && former.until().isAfter(next.until())
                        ? former.until()
                        : next.until();
        merged.add(new Standstill(former.since(), later, former.cause()));
    }
}
