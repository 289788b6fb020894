package org.wabs.server.webhook;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// What webhooks brought and no feature has: elements that could not be applied, and those that
/// nobody asks for.
@RestController
@RequestMapping("/api/webhooks")
class SetAsideRoutes {
    private static final int SHOWN = 4_000;

    /// @param element a webhook body with this one element, cut after 4,000 characters
    record DeadLetterView(
            UUID id,
            String kind,
            String field,
            @Nullable String wabaId,
            @Nullable String phoneNumberId,
            String reason,
            int tries,
            Instant receivedAt,
            Instant createdAt,
            String element) {}

    /// @param element as in [DeadLetterView]
    record KeptView(
            UUID id,
            String field,
            @Nullable String wabaId,
            @Nullable String phoneNumberId,
            Instant receivedAt,
            String element) {}

    private final AppDb db;
    private final DeadLetterReplay replay;

    SetAsideRoutes(AppDb db, DeadLetterReplay replay) {
        this.db = db;
        this.replay = replay;
    }

    @Needs(Permission.SEE_WEBHOOKS)
    @GetMapping("/dead-letters")
    @Operation(summary = "List elements of webhooks that could not be applied, newest first")
    Page<DeadLetterView> deadLetters(PageRequest page) {
        var cursor = Cursor.decode(page.cursor(), 2);
        var rows =
                inTransaction(() ->
                        db.sql()
                                .sql(
                                        """
                                        SELECT id, kind, field, waba_id, phone_number_id, reason, tries, received_at, created_at, element
                                          FROM webhook_dead_letter
                                         WHERE organization_id = :organization
                                           AND (CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, :id))
                                         ORDER BY created_at DESC, id DESC
                                         LIMIT :limit\
                                        """)
                                .param("organization", Tenant.current().value())
                                .param("at", at(cursor))
                                .param("id", cursor == null ? null : cursor.uuid(1))
                                .param("limit", page.size() + 1)
                                .query((row, number) -> deadLetter(row))
                                .list());
        return Page.of(rows, page.size(), row -> Cursor.encode(row.createdAt(), row.id()));
    }

    @Needs(Permission.REPLAY_WEBHOOKS)
    @PostMapping("/dead-letters/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Apply a dead letter again")
    @Problems(ProblemType.CONFLICT)
    void replay(@PathVariable UUID id) {
        replay.replay(Tenant.current(), id);
    }

    @Needs(Permission.SEE_WEBHOOKS)
    @GetMapping("/kept")
    @Operation(summary = "List elements of webhooks that no feature asks for, newest first")
    Page<KeptView> kept(PageRequest page) {
        var cursor = Cursor.decode(page.cursor(), 2);
        var rows =
                inTransaction(() ->
                        db.sql()
                                .sql(
                                        """
                                        SELECT id, field, waba_id, phone_number_id, received_at, element
                                          FROM webhook_kept
                                         WHERE organization_id = :organization
                                           AND (CAST(:at AS timestamptz) IS NULL OR (received_at, id) < (:at, :id))
                                         ORDER BY received_at DESC, id DESC
                                         LIMIT :limit\
                                        """)
                                .param("organization", Tenant.current().value())
                                .param("at", at(cursor))
                                .param("id", cursor == null ? null : cursor.uuid(1))
                                .param("limit", page.size() + 1)
                                .query((row, number) -> kept(row))
                                .list());
        return Page.of(rows, page.size(), row -> Cursor.encode(row.receivedAt(), row.id()));
    }

    private <T> List<T> inTransaction(java.util.function.Supplier<List<T>> query) {
        var rows = db.tx().execute(status -> query.get());
        return rows == null ? List.of() : rows;
    }

    private static java.time.@Nullable OffsetDateTime at(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.instant(0).atOffset(java.time.ZoneOffset.UTC);
    }

    private static DeadLetterView deadLetter(ResultSet row) throws SQLException {
        return new DeadLetterView(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("field"),
                filled(row.getString("waba_id")),
                row.getString("phone_number_id"),
                row.getString("reason"),
                row.getInt("tries"),
                DeadLetters.instant(row, "received_at"),
                DeadLetters.instant(row, "created_at"),
                shown(row.getBytes("element")));
    }

    private static KeptView kept(ResultSet row) throws SQLException {
        return new KeptView(
                row.getObject("id", UUID.class),
                row.getString("field"),
                filled(row.getString("waba_id")),
                row.getString("phone_number_id"),
                DeadLetters.instant(row, "received_at"),
                shown(row.getBytes("element")));
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String shown(byte[] element) {
        var text = new String(element, StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
