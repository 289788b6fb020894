package org.wabs.server.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Table `webhook_dead_letter`, as the pipeline writes it.
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /// A batch may hold the same content twice.
    private static final String ADD =
            """
            INSERT INTO webhook_dead_letter (organization_id, id, kind, app_key, waba_id, phone_number_id, field, element, reason, received_at)
            SELECT DISTINCT ON (organization_id, id) *
              FROM unnest(:organizations, :ids, :kinds, :apps, :wabas, :numbers, :fields, :elements, :reasons, :times)
                   AS u(organization_id, id, kind, app_key, waba_id, phone_number_id, field, element, reason, received_at)
             ORDER BY organization_id, id
            ON CONFLICT (organization_id, id) DO UPDATE
               SET tries = webhook_dead_letter.tries + 1, reason = excluded.reason\
            """;

    private final PipelineDb db;

    DeadLetters(PipelineDb db) {
        this.db = db;
    }

    /// In the caller's transaction.
    void add(List<DeadLetter> letters) {
        if (letters.isEmpty()) return;
        db.sql()
                .sql(ADD)
                .param("organizations", SqlArrays.uuids(letters, l -> l.organization().value()))
                .param("ids", SqlArrays.uuids(letters, DeadLetter::id))
                .param("kinds", SqlArrays.texts(letters, l -> l.kind().name()))
                .param("apps", SqlArrays.texts(letters, DeadLetter::appKey))
                .param("wabas", SqlArrays.texts(letters, DeadLetter::wabaId))
                .param("numbers", SqlArrays.texts(letters, DeadLetter::phoneNumberId))
                .param("fields", SqlArrays.texts(letters, DeadLetter::field))
                .param(
                        "elements",
                        new SqlArrayValue(
                                "bytea",
                                (Object[])
                                        letters.stream()
                                                .map(DeadLetter::element)
                                                .toArray(byte[][]::new)))
                .param("reasons", SqlArrays.texts(letters, DeadLetter::reason))
                .param("times", SqlArrays.times(letters, DeadLetter::receivedAt))
                .update();
    }

    /// After the commit, so that what the log names is there.
    static void tell(List<DeadLetter> letters) {
        for (var letter : letters) {
            log.warn(
                    "Webhook element set aside deadLetter={} kind={} organization={} app={} field={}",
                    letter.id(),
                    letter.kind(),
                    letter.organization().value(),
                    letter.appKey(),
                    letter.field());
        }
    }

    Optional<DeadLetter> find(OrganizationId organization, UUID id) {
        return db.sql()
                .sql(
                        """
                        SELECT id, kind, app_key, waba_id, phone_number_id, field, element, reason, received_at
                          FROM webhook_dead_letter
                         WHERE organization_id = :organization AND id = :id\
                        """)
                .param("organization", organization.value())
                .param("id", id)
                .query((row, number) -> letter(organization, row))
                .optional();
    }

    private static DeadLetter letter(OrganizationId organization, ResultSet row)
            throws SQLException {
        return new DeadLetter(
                organization,
                row.getObject("id", UUID.class),
                DeadLetter.Kind.valueOf(row.getString("kind")),
                row.getString("app_key"),
                row.getString("waba_id"),
                row.getString("phone_number_id"),
                row.getString("field"),
                row.getBytes("element"),
                row.getString("reason"),
                instant(row, "received_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// In the caller's transaction.
    void remove(DeadLetter letter) {
        db.sql()
                .sql(
                        "DELETE FROM webhook_dead_letter WHERE organization_id = :organization AND id = :id")
                .param("organization", letter.organization().value())
                .param("id", letter.id())
                .update();
    }

    int removeOlderThan(Duration age) {
        return db.sql()
                .sql(
                        "DELETE FROM webhook_dead_letter WHERE received_at < clock_timestamp() - make_interval(secs => :age)")
                .param("age", (double) age.toSeconds())
                .update();
    }

    void triedAgain(DeadLetter letter, String reason) {
        db.sql()
                .sql(
                        """
                        UPDATE webhook_dead_letter SET tries = tries + 1, reason = :reason
                         WHERE organization_id = :organization AND id = :id\
                        """)
                .param("reason", reason)
                .param("organization", letter.organization().value())
                .param("id", letter.id())
                .update();
    }
}
