package org.wabs.server.contact;

import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Deletes people and lets others forget them. Opt-outs and the ledger of consent stay, by
/// recipient: they keep the person from being written to again. In the caller's transaction.
final class ContactForgetting {
    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM contact_former_key WHERE organization_id = :organization AND contact_id = ANY (:people)",
                    "DELETE FROM contact_tag WHERE organization_id = :organization AND contact_id = ANY (:people)",
                    "DELETE FROM contact WHERE organization_id = :organization AND id = ANY (:people)");

    private final PipelineDb db;
    private final EventBus bus;

    ContactForgetting(PipelineDb db, EventBus bus) {
        this.db = db;
        this.bus = bus;
    }

    /// @param people locked by the caller, all at once in the order of their keys
    void forget(OrganizationId organization, List<UUID> people) {
        if (people.isEmpty()) return;
        for (var statement : FORGET) {
            db.sql()
                    .sql(statement)
                    .param("organization", organization.value())
                    .param("people", SqlArrays.uuids(people, id -> id))
                    .update();
        }
        bus.publish(
                people.stream()
                        .map(id -> new Delivered<>(organization, new ContactErased(id)))
                        .toList());
    }
}
