package org.wabs.server.dispatch;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Attempt;
import org.wabs.server.message.MessageChanges;
import org.wabs.server.message.MessageChanges.Decision;
import org.wabs.server.message.MessageLock;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Marks what a dead or replaced owner left in flight: it may have been sent.
final class Doubts {
    private static final Logger log = LoggerFactory.getLogger(Doubts.class);

    private static final String LEFT_BEHIND =
            """
            SELECT organization_id, message_id, attempt FROM in_flight
             WHERE phone_number_id = :number AND epoch < :epoch AND doubt_since IS NULL\
            """;

    private static final String DOUBT =
            """
            UPDATE in_flight
               SET doubt_since = clock_timestamp(), doubt_beat = (SELECT beats FROM intake_clock), doubt_reason = 'the sender ended before the answer came'
             WHERE phone_number_id = :number AND epoch < :epoch AND doubt_since IS NULL
            RETURNING organization_id, message_id, attempt\
            """;

    private final PipelineDb db;
    private final MessageChanges changes;

    Doubts(PipelineDb db, MessageChanges changes) {
        this.db = db;
        this.changes = changes;
    }

    void ofFormerOwner(PhoneNumberId number, long epoch) {
        db.tx()
                .executeWithoutResult(status -> {
                    // messages first and in order, as everybody locks them: the former owner may
                    // be awake again and recording its answers
                    MessageLock.lock(
                            db,
                            decisions(LEFT_BEHIND, number, epoch),
                            decision -> decision.organization().value(),
                            decision -> decision.attempt().message());
                    var left = decisions(DOUBT, number, epoch);
                    changes.inDoubt(left);
                    if (!left.isEmpty())
                        log.warn(
                                "Messages in doubt after a crash phoneNumberId={} count={}",
                                number,
                                left.size());
                });
    }

    private List<Decision> decisions(String sql, PhoneNumberId number, long epoch) {
        return db.sql()
                .sql(sql)
                .param("number", number.value())
                .param("epoch", epoch)
                .query((row, n) ->
                        new Decision(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                new Attempt(
                                        row.getObject("message_id", UUID.class),
                                        row.getInt("attempt"))))
                .list();
    }
}
