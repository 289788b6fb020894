package org.wabs.server.message;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.Shown;
import org.wabs.server.platform.sql.AppDb;

/// Everything that happened to one message, in order, with the reason of each step in plain words.
final class Timeline {
    /// @param code Meta's error code; below 0 one of our own, and Meta was not asked
    /// @param words for a person: what it means
    /// @param wayOut whose move it is
    /// @param skipped why the person was left out
    /// @param details what Meta said itself, in its words
    record Step(
            Instant at,
            String what,
            @Nullable Integer attempt,
            @Nullable Integer code,
            @Nullable String words,
            @Nullable String wayOut,
            @Nullable SkipReason skipped,
            @Nullable String details) {
        /// That nobody need explain.
        static Step fact(Instant at, String what) {
            return new Step(at, what, null, null, null, null, null, null);
        }

        static Step leftOut(Instant at, SkipReason reason) {
            return new Step(
                    at, "SKIPPED", null, null, reason.words(), reason.wayOut(), reason, null);
        }
    }

    /// @param reason why it was skipped
    /// @param wayOut of that: whose move it is, and what to do
    record Story(
            UUID messageId,
            @Nullable UUID campaignId,
            String phoneNumberId,
            String recipient,
            MessageStatus status,
            int attempts,
            @Nullable String wamid,
            @Nullable String reason,
            @Nullable String wayOut,
            List<Step> steps) {}

    private static final String MESSAGE =
            """
            SELECT m.*, message_status(m) AS status, coalesce(c.recipient, m.recipient_key) AS recipient
              FROM message m LEFT JOIN message_content c ON c.organization_id = m.organization_id AND c.message_id = m.id
             WHERE m.id = :id\
            """;

    private static final String EVENTS =
            """
            SELECT at, kind, attempt, code, detail FROM message_event WHERE message_id = :id ORDER BY at, kind\
            """;

    private final AppDb db;

    Timeline(AppDb db) {
        this.db = db;
    }

    /// Of a message of the bound organization.
    Optional<Story> of(UUID id) {
        return requireNonNull(
                db.tx()
                        .execute(transaction -> {
                            var events =
                                    db.sql()
                                            .sql(EVENTS)
                                            .param("id", id)
                                            .query(Timeline::event)
                                            .list();
                            return db.sql()
                                    .sql(MESSAGE)
                                    .param("id", id)
                                    .query((row, n) -> story(row, events))
                                    .optional();
                        }));
    }

    private static Step event(ResultSet row, int number) throws SQLException {
        var code = row.getObject("code", Integer.class);
        var reason = code == null ? null : FailureReason.of(code).orElse(null);
        var detail = row.getString("detail");
        // of our own codes, what we found at the time says more than the code
        boolean isOurs = code != null && code < 0;
        var words = reason == null || isOurs && detail != null ? detail : reason.words();
        return new Step(
                requireNonNull(Recipients.instant(row, "at")),
                row.getString("kind"),
                row.getInt("attempt"),
                code,
                words,
                reason == null ? null : reason.wayOut(),
                null,
                Objects.equals(words, detail) ? null : detail);
    }

    private static Story story(ResultSet row, List<Step> events) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var skip = SkipReason.of(row.getString("skipped"));
        // in this order where times are equal: Meta's are whole seconds
        var steps = new ArrayList<Step>();
        addFacts(row, List.of("accepted", "held", "sent"), steps);
        steps.addAll(events);
        addFacts(row, List.of("delivered", "read", "replied", "cancelled"), steps);
        steps.sort(Comparator.comparing(Step::at));
        // Meta's times are whole seconds and may lie before it
        steps.add(0, planned(row, Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16), skip));
        return new Story(
                id,
                row.getObject("campaign_id", UUID.class),
                row.getString("phone_number_id"),
                requireNonNull(Shown.toCaller(row.getString("recipient"))),
                MessageStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getString("wamid"),
                skip == null ? null : skip.words(),
                skip == null ? null : skip.wayOut(),
                steps);
    }

    private static void addFacts(ResultSet row, List<String> facts, List<Step> steps)
            throws SQLException {
        if (!row.getBoolean("outbound")) return;
        for (var fact : facts) {
            var at = Recipients.instant(row, fact + "_at");
            if (at != null) steps.add(Step.fact(at, fact.toUpperCase(Locale.ROOT)));
        }
    }

    private static Step planned(ResultSet row, Instant at, @Nullable SkipReason skip)
            throws SQLException {
        if (!row.getBoolean("outbound")) return Step.fact(at, "RECEIVED");
        return skip == null ? Step.fact(at, "QUEUED") : Step.leftOut(at, skip);
    }
}
