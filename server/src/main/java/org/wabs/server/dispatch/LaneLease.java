package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.Optional;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.sql.PipelineDb;

/// Who sends for a phone number: the owner named in its row, until the lease ends by the database's
/// clock. Each take-over raises the epoch, and everything a former epoch left in flight is in
/// doubt.
final class LaneLease {
    /// @param epoch of this ownership
    /// @param paused how long the lane still has to wait
    record Held(long epoch, Moment until, Duration paused) {}

    private static final String ACQUIRE =
            """
            UPDATE lane SET owner = :node, epoch = epoch + 1, expires_at = clock_timestamp() + :lease * interval '1 ms'
             WHERE phone_number_id = :number AND (expires_at < clock_timestamp() OR owner = :node)
            RETURNING epoch, greatest(0, extract(epoch FROM nullif(paused_until, 'infinity') - clock_timestamp()) * 1000)::bigint AS paused,
                      paused_until = 'infinity' AS closed\
            """;

    private static final String RENEW =
            """
            UPDATE lane SET expires_at = clock_timestamp() + :lease * interval '1 ms'
             WHERE phone_number_id = :number AND owner = :node AND epoch = :epoch AND expires_at > clock_timestamp()
            RETURNING epoch, greatest(0, extract(epoch FROM nullif(paused_until, 'infinity') - clock_timestamp()) * 1000)::bigint AS paused,
                      paused_until = 'infinity' AS closed\
            """;

    private static final String RELEASE =
            """
            UPDATE lane SET owner = NULL, expires_at = '-infinity'
             WHERE phone_number_id = :number AND owner = :node AND epoch = :epoch\
            """;

    private static final String PAUSE =
            """
            UPDATE lane SET paused_until = greatest(paused_until, clock_timestamp() + :pause * interval '1 ms'), pause_code = :code, pause_reason = :reason
             WHERE phone_number_id = :number AND owner = :node AND epoch = :epoch\
            """;

    private static final String FULL =
            """
            UPDATE lane SET full_until = clock_timestamp() + :wait * interval '1 ms'
             WHERE phone_number_id = :number AND owner = :node AND epoch = :epoch\
            """;

    private final PipelineDb db;
    private final PhoneNumberId number;
    private final String node;
    private final Duration lease;

    LaneLease(PipelineDb db, PhoneNumberId number, String node, Duration lease) {
        this.db = db;
        this.number = number;
        this.node = node;
        this.lease = lease;
    }

    /// @return empty when another node owns the number
    Optional<Held> acquire() {
        return query(ACQUIRE, 0);
    }

    /// @return empty when the ownership is lost
    Optional<Held> renew(long epoch) {
        return query(RENEW, epoch);
    }

    private Optional<Held> query(String sql, long epoch) {
        var asked = Moment.now(); // before the question: the lease ends no later than this says
        return db.sql()
                .sql(sql)
                .param("lease", lease.toMillis())
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .query((row, n) ->
                        new Held(
                                row.getLong("epoch"),
                                asked.plus(lease),
                                row.getBoolean("closed")
                                        ? Duration.ofDays(1)
                                        : Duration.ofMillis(row.getLong("paused"))))
                .optional();
    }

    void release(long epoch) {
        db.sql()
                .sql(RELEASE)
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .update();
    }

    /// Shows people that the portfolio's messaging limit is reached.
    void full(long epoch, Duration untilRoom) {
        db.sql()
                .sql(FULL)
                .param("wait", untilRoom.toMillis())
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .update();
    }

    void pause(long epoch, LanePause pause) {
        db.sql()
                .sql(PAUSE)
                .param("pause", pause.length().toMillis())
                .param("code", pause.code())
                .param("reason", pause.reason())
                .param("number", number.value())
                .param("node", node)
                .param("epoch", epoch)
                .update();
    }
}
