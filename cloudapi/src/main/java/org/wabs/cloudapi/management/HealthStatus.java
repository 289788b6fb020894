package org.wabs.cloudapi.management;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.json.Fields;
import tools.jackson.databind.JsonNode;

/// Whether messages can be sent, and what stands in the way (Meta's documentation, read 2026-10).
///
/// @param canSendMessage AVAILABLE, LIMITED or BLOCKED: the worst of the entities
public record HealthStatus(String canSendMessage, List<Entity> entities) {

    /// @param type PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE
    public record Entity(
            String type,
            @Nullable String id,
            String canSendMessage,
            List<Problem> problems,
            List<String> notes) {}

    /// @param code of the health range, such as 141006; not in the table of send errors
    public record Problem(
            @Nullable Integer code,
            @Nullable String description,
            @Nullable String possibleSolution) {}

    public HealthStatus {
        entities = List.copyOf(entities);
    }

    public boolean isBlocked() {
        return canSendMessage.equals("BLOCKED");
    }

    /// What stands in the way, in Meta's words; empty when nothing does.
    public Optional<Problem> firstProblem() {
        return entities.stream().flatMap(entity -> entity.problems().stream()).findFirst();
    }

    /// @param node the answer to `?fields=health_status`
    public static HealthStatus of(JsonNode node) {
        Fields health = new Fields(node).object("health_status");
        return new HealthStatus(
                health.requiredText("can_send_message"),
                health.list("entities").stream().map(HealthStatus::entity).toList());
    }

    private static Entity entity(Fields entity) {
        return new Entity(
                entity.text("entity_type", "UNKNOWN"),
                entity.text("id"),
                entity.text("can_send_message", "UNKNOWN"),
                entity.list("errors").stream().map(HealthStatus::problem).toList(),
                entity.texts("additional_info"));
    }

    private static Problem problem(Fields error) {
        return new Problem(
                error.small("error_code"),
                error.text("error_description"),
                error.text("possible_solution"));
    }
}
