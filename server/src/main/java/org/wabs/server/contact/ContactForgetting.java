package org.wabs.server.contact;

import java.util.List;
import java.util.UUID;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Deletes people and lets others forget them. Opt-outs and the ledger of consent stay, by
/// recipient: they keep the person from being written to again. In the caller's transaction.
final class ContactForgetting {
    private final PipelineDb db;
    private final EventBus bus;

    ContactForgetting(PipelineDb db, EventBus bus) {
        this.db = db;
        this.bus = bus;
    }

    void forget(OrganizationId organization, UUID id) {
        for (var statement :
                List.of(
                        "DELETE FROM contact_former_key WHERE organization_id = :organization AND contact_id = :id",
                        "DELETE FROM contact_tag WHERE organization_id = :organization AND contact_id = :id",
                        "DELETE FROM contact WHERE organization_id = :organization AND id = :id")) {
            db.sql()
                    .sql(statement)
                    .param("organization", organization.value())
                    .param("id", id)
                    .update();
        }
        bus.publish(organization, new ContactErased(id));
    }
}
