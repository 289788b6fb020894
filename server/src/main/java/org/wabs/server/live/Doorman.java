package org.wabs.server.live;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Ends connections of people who signed out, were deactivated or got another role, and of API keys
/// that have to show themselves anew.
final class Doorman {
    private static final String PRESENT =
            """
            SELECT p.organization_id, p.session_id, p.role
              FROM unnest(:organizations, :sessions) AS s(organization_id, session_id)
              JOIN signed_in_person p ON p.organization_id = s.organization_id AND p.session_id = s.session_id\
            """;

    private record Present(OrganizationId organization, @Nullable UUID session, Role role) {}

    private final PipelineDb db;
    private final Hub hub;
    private final Clock clock;

    Doorman(PipelineDb db, Hub hub, Clock clock) {
        this.db = db;
        this.hub = hub;
        this.clock = clock;
    }

    void look() {
        var clients = List.copyOf(hub.all());
        if (clients.isEmpty()) return;
        var present = present(clients);
        for (var client : clients) {
            var watcher = client.watcher();
            boolean stays =
                    watcher.isApiKey()
                            ? clock.instant().isBefore(watcher.until())
                            : present.contains(
                                    new Present(
                                            watcher.organization(),
                                            watcher.session(),
                                            watcher.role()));
            if (!stays) client.end(Wire.End.SIGNED_OUT);
        }
    }

    private Set<Present> present(List<Client> clients) {
        return new HashSet<>(
                db.sql()
                        .sql(PRESENT)
                        .param(
                                "organizations",
                                SqlArrays.uuids(
                                        clients, client -> client.watcher().organization().value()))
                        .param(
                                "sessions",
                                SqlArrays.uuids(clients, client -> client.watcher().session()))
                        .query((row, n) ->
                                new Present(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        row.getObject("session_id", UUID.class),
                                        Role.valueOf(row.getString("role"))))
                        .list());
    }
}
