package org.wabs.server.contact;

import java.util.List;
import org.wabs.server.platform.sql.PipelineDb;

/// Opt-ins and opt-outs that the pipelines learn of. In the caller's [PipelineDb] transaction;
/// repeats change nothing, and a report that comes late does not undo a newer one.
public final class Consents {
    private final ConsentLedger ledger;

    Consents(PipelineDb db) {
        this.ledger = new ConsentLedger(db.sql());
    }

    public void optOut(List<OptOut> changes) {
        ledger.optOut(changes);
    }

    public void optIn(List<OptIn> changes) {
        ledger.optIn(changes);
    }
}
