package org.wabs.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.problem.Problems;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

@RestController
@RequestMapping("/api/organizations/current")
class OrganizationRoutes {
    record Organization(UUID id, String name, Instant createdAt, int version) {}

    /// @param version as it was read
    record Change(
            @Nullable
                    @Size(max = 200, message = "at most 200 characters")
                    @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
                    @Schema(example = "Aurora Flowers")
                    String name,
            @NotNull @Nullable @Schema(example = "1") Integer version) {}

    private final AppDb db;
    private final EventBus events;

    OrganizationRoutes(AppDb db, EventBus events) {
        this.db = db;
        this.events = events;
    }

    @Needs(Permission.SELF)
    @GetMapping
    @Operation(summary = "See your organization")
    Organization organization() {
        return Objects.requireNonNull(db.tx().execute(status -> read()));
    }

    @Needs(Permission.MANAGE_SETTINGS)
    @PatchMapping
    @Operation(summary = "Rename your organization")
    @Problems(ProblemType.CONFLICT)
    Organization change(@Valid @RequestBody Change change) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var former = read();
                            var name = change.name() == null ? former.name : change.name().strip();
                            if (!update(name, Objects.requireNonNull(change.version())))
                                throw new ProblemException(
                                                ProblemType.CONFLICT,
                                                "The organization was changed in the meantime; look again.")
                                        .with("version", read().version);
                            events.publish(
                                    Tenant.current(),
                                    SecurityEvent.of(
                                            "organization.changed",
                                            "organization",
                                            former.id,
                                            Map.of("from", former.name, "to", name)));
                            db.changes().note(Tenant.current(), Subject.SETTINGS);
                            return read();
                        }));
    }

    private boolean update(String name, int version) {
        return db.sql()
                        .sql(
                                "UPDATE organization SET name = :name, version = version + 1 WHERE id = :id AND version = :version")
                        .param("name", name)
                        .param("id", Tenant.current().value())
                        .param("version", version)
                        .update()
                == 1;
    }

    private Organization read() {
        return db.sql()
                .sql("SELECT id, name, created_at, version FROM organization WHERE id = :id")
                .param("id", Tenant.current().value())
                .query((row, n) ->
                        new Organization(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                row.getInt("version")))
                .single();
    }
}
