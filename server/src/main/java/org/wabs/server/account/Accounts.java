package org.wabs.server.account;

import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What other features tell about accounts.
public final class Accounts {
    private final PipelineDb db;
    private final Senders senders;

    Accounts(PipelineDb db, Senders senders) {
        this.db = db;
        this.senders = senders;
    }

    /// The account's token is dead: its numbers are not ready until somebody connects it again.
    /// Joins the caller's transaction of [PipelineDb].
    ///
    /// @param reason one sentence for a person
    public void needsLogin(OrganizationId organization, WabaId waba, String reason) {
        db.sql()
                .sql(
                        """
                        UPDATE waba SET login_needed = :reason, login_needed_since = clock_timestamp()
                         WHERE organization_id = :organization AND waba_id = :waba AND login_needed IS NULL\
                        """)
                .param("reason", reason)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .update();
        senders.dropAfterCommit();
    }
}
