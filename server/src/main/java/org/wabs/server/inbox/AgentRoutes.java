package org.wabs.server.inbox;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Needs;
import org.wabs.server.identity.Permission;
import org.wabs.server.platform.sql.AppDb;

@RestController
@RequestMapping("/api/agents")
class AgentRoutes {
    /// @param open conversations that are assigned to them and open
    record Agent(UUID id, String name, boolean available, long open) {}

    record Agents(List<Agent> items) {}

    private static final String LIST =
            """
            SELECT m.user_id, m.name, coalesce(a.available, false) AS available,
                   (SELECT count(*) FROM conversation c
                     WHERE c.organization_id = m.organization_id AND c.assignee_id = m.user_id AND c.status = 'OPEN') AS open
              FROM member m LEFT JOIN agent_turn a ON a.organization_id = m.organization_id AND a.user_id = m.user_id
             WHERE m.active ORDER BY m.name, m.user_id\
            """;

    /// Whoever comes back takes the next turn after those who stayed.
    private static final String BE_AVAILABLE =
            """
            INSERT INTO agent_turn AS a (user_id, available, turn)
            VALUES (:user, true, coalesce((SELECT turn FROM assignment_turn), 0))
            ON CONFLICT (organization_id, user_id) DO UPDATE
               SET available = true, turn = CASE WHEN a.available THEN a.turn ELSE excluded.turn END\
            """;

    private final AppDb db;

    AgentRoutes(AppDb db) {
        this.db = db;
    }

    @Operation(summary = "Who can take conversations, and how many they have")
    @Needs(Permission.SEE_CONVERSATIONS)
    @GetMapping
    Agents list() {
        return new Agents(
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(LIST)
                                                .query((row, n) ->
                                                        new Agent(
                                                                row.getObject(
                                                                        "user_id", UUID.class),
                                                                row.getString("name"),
                                                                row.getBoolean("available"),
                                                                row.getLong("open")))
                                                .list())));
    }

    @Operation(
            summary = "Take new conversations in turn",
            description = "Counts while the setting inbox.autoAssign is on.")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @PutMapping("/me/available")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void available() {
        change(BE_AVAILABLE);
    }

    @Operation(summary = "Take no new conversations")
    @Needs(Permission.MANAGE_CONVERSATIONS)
    @DeleteMapping("/me/available")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void away() {
        change("UPDATE agent_turn SET available = false WHERE user_id = :user");
    }

    private void change(String statement) {
        db.tx()
                .executeWithoutResult(status ->
                        db.sql().sql(statement).param("user", CurrentUser.get().id()).update());
    }
}
