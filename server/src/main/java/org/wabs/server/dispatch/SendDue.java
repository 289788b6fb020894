package org.wabs.server.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.message.Merged;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;

/// What is to be sent outside a campaign's order. Waiting times are judged by the database's clock.
final class SendDue {
    /// Replies and single sends go ahead of campaigns' retries.
    static final int AT_ONCE = 0;

    static final int RETRY = 1;

    record Row(
            PhoneNumberId number,
            int priority,
            Duration after,
            UUID message,
            UUID organization,
            @Nullable UUID campaign) {}

    private static final String ADD =
            """
            INSERT INTO send_due (phone_number_id, priority, not_before, message_id, organization_id, campaign_id)
            SELECT number, priority, clock_timestamp() + after_ms * interval '1 ms', message_id, organization_id, campaign_id
              FROM unnest(:numbers, :priorities, :afters, :messages, :organizations, :campaigns)
                   AS u(number, priority, after_ms, message_id, organization_id, campaign_id)\
            """;

    private static final String REMOVE =
            """
            DELETE FROM send_due d
             USING unnest(:organizations, :messages) AS u(organization_id, message_id)
             WHERE d.organization_id = u.organization_id AND d.message_id = u.message_id\
            """;

    private final PipelineDb db;

    SendDue(PipelineDb db) {
        this.db = db;
    }

    static Row row(Outcome.@Nullable PutBack outcome) {
        var claimed = Objects.requireNonNull(outcome).claimed();
        return new Row(
                claimed.number(),
                claimed.campaign() == null ? AT_ONCE : RETRY,
                outcome.after(),
                claimed.attempt().message(),
                claimed.organization().value(),
                claimed.campaign() == null ? null : claimed.campaign().value());
    }

    void add(List<Row> rows) {
        if (rows.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param("numbers", SqlArrays.texts(rows, row -> row.number().value()))
                .param("priorities", SqlArrays.integers(rows, Row::priority))
                .param("afters", SqlArrays.longs(rows, row -> row.after().toMillis()))
                .param("messages", SqlArrays.uuids(rows, Row::message))
                .param("organizations", SqlArrays.uuids(rows, Row::organization))
                .param("campaigns", SqlArrays.uuids(rows, Row::campaign))
                .update();
    }

    void remove(List<Merged> messages) {
        if (messages.isEmpty()) return;
        db.sql()
                .sql(REMOVE)
                .param(
                        "organizations",
                        SqlArrays.uuids(messages, message -> message.organization().value()))
                .param("messages", SqlArrays.uuids(messages, Merged::message))
                .update();
    }
}
