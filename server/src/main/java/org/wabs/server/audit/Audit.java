package org.wabs.server.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.SecurityEvent;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.platform.tenant.Tenant;
import tools.jackson.databind.ObjectMapper;

/// Writes down what somebody did, in the transaction that does it: both commit or neither. Outside
/// of one it refuses, so that nobody can forget. Actions read `subject.verb`, such as
/// `campaign.started`. Details never hold secrets, texts of people or whole phone numbers.
public final class Audit {
    private static final String INSERT =
            """
            INSERT INTO audit_event (organization_id, id, actor_kind, actor_id, action, subject_kind, subject_id, address, detail)
            VALUES (:organization, :id, :actorKind, :actor, :action, :subjectKind, :subject, :address, CAST(:detail AS jsonb))\
            """;

    private record Actor(ActorKind kind, @Nullable UUID id) {}

    private static final Actor SERVER = new Actor(ActorKind.SYSTEM, null);

    private final AppDb app;
    private final PipelineDb pipeline;
    private final ObjectMapper json;

    private Audit(AppDb app, PipelineDb pipeline, ObjectMapper json) {
        this.app = app;
        this.pipeline = pipeline;
        this.json = json;
    }

    /// What the caller of the present request did for the bound organization, or the server where
    /// nobody is signed in; in the present transaction, whichever role's it is.
    ///
    /// @param subjectId of the thing it was done to
    /// @param detail what else a person wants to know, such as the former and the new value
    /// @throws IllegalStateException outside of a transaction
    public void record(String action, String subjectKind, String subjectId, Map<String, ?> detail) {
        recordWhoever(Tenant.current(), action, subjectKind, subjectId, detail);
    }

    /// As [#record], where no organization is bound.
    public void recordWhoever(
            OrganizationId organization,
            String action,
            String subjectKind,
            String subjectId,
            Map<String, ?> detail) {
        var actor =
                CurrentUser.find()
                        .map(user -> new Actor(ActorKind.of(user), user.id()))
                        .orElse(SERVER);
        insert(organization, actor, action, subjectKind, subjectId, detail);
    }

    /// What the server did by itself, in the present transaction.
    public void recordSystem(
            OrganizationId organization,
            String action,
            String subjectKind,
            String subjectId,
            Map<String, ?> detail) {
        insert(organization, SERVER, action, subjectKind, subjectId, detail);
    }

    /// What changes nothing in the database, such as a download: before it happens, in a
    /// transaction of its own.
    public void recordAhead(
            String action, String subjectKind, String subjectId, Map<String, ?> detail) {
        app.tx().executeWithoutResult(status -> record(action, subjectKind, subjectId, detail));
    }

    /// An audit that hears the security events of this bus.
    public static Audit listening(
            AppDb app, PipelineDb pipeline, ObjectMapper json, EventBus events) {
        var audit = new Audit(app, pipeline, json);
        events.on(SecurityEvent.class, audit::record);
        return audit;
    }

    private void record(List<Delivered<SecurityEvent>> batch) {
        for (var delivered : batch) {
            var event = delivered.event();
            var by = event.by();
            if (by == null)
                recordWhoever(
                        delivered.organization(),
                        event.action(),
                        event.subjectKind(),
                        event.subjectId(),
                        event.detail());
            else
                insert(
                        delivered.organization(),
                        new Actor(by.user() == null ? ActorKind.NOBODY : ActorKind.USER, by.user()),
                        event.action(),
                        event.subjectKind(),
                        event.subjectId(),
                        event.detail());
        }
    }

    private void insert(
            OrganizationId organization,
            Actor actor,
            String action,
            String subjectKind,
            String subjectId,
            Map<String, ?> detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException(
                    action + " is told outside the transaction that does it");
        present()
                .sql(INSERT)
                .param("organization", organization.value())
                .param("id", Ids.next())
                .param("actorKind", actor.kind.name())
                .param("actor", actor.id)
                .param("action", action)
                .param("subjectKind", subjectKind)
                .param("subject", subjectId)
                .param("address", address())
                .param("detail", json.writeValueAsString(detail))
                .update();
    }

    /// Where one role's transaction runs inside the other's, the inner one has the name.
    private JdbcClient present() {
        var name = TransactionSynchronizationManager.getCurrentTransactionName();
        return Objects.equals(name, app.tx().getName()) ? app.sql() : pipeline.sql();
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }
}
