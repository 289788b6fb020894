package org.wabs.server.contact;

import java.util.List;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Opt-ins and opt-outs that the pipelines learn of. In the caller's [PipelineDb] transaction;
/// repeats change nothing, and a report that comes late does not undo a newer one.
public final class Consents {
    private final PipelineDb db;
    private final ConsentLedger ledger;

    Consents(PipelineDb db) {
        this.db = db;
        this.ledger = new ConsentLedger(db.sql());
    }

    public void optOut(List<OptOut> changes) {
        ledger.optOut(changes);
    }

    public void optIn(List<OptIn> changes) {
        ledger.optIn(changes);
    }

    /// Whether this very category was forbidden, and still is.
    public boolean hasOptedOut(
            OrganizationId organization, RecipientKey person, ConsentCategory category) {
        return db.sql()
                .sql(
                        """
                        SELECT EXISTS (SELECT FROM suppression
                                        WHERE organization_id = :organization AND recipient_key = :key AND category = :category)\
                        """)
                .param("organization", organization.value())
                .param("key", person.value())
                .param("category", category.name())
                .query(Boolean.class)
                .single();
    }
}
