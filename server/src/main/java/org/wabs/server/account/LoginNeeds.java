package org.wabs.server.account;

import java.util.Map;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Which accounts somebody has to connect again, and why: kept with the account, so that its
/// numbers are not ready until then.
final class LoginNeeds {
    private final PipelineDb db;
    private final Audit audit;

    LoginNeeds(PipelineDb db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    /// @param reason one sentence for a person; one that stands already stays
    /// @return whether it was not known before
    boolean begin(OrganizationId organization, WabaId waba, String reason) {
        return Boolean.TRUE.equals(
                db.tx().execute(status -> begun(organization, waba, reason) > 0));
    }

    private int begun(OrganizationId organization, WabaId waba, String reason) {
        int changed =
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
        if (changed == 0) return 0;
        db.changes().note(organization, Subject.ACCOUNT);
        audit.recordSystem(
                organization,
                "account.token-refused",
                "account",
                waba.value(),
                Map.of("reason", reason));
        return changed;
    }

    /// The reason is gone. Another one stays.
    void end(OrganizationId organization, WabaId waba, String reason) {
        db.tx()
                .executeWithoutResult(status -> {
                    int changed =
                            db.sql()
                                    .sql(
                                            """
                                            UPDATE waba SET login_needed = NULL, login_needed_since = NULL
                                             WHERE organization_id = :organization AND waba_id = :waba AND login_needed = :reason\
                                            """)
                                    .param("organization", organization.value())
                                    .param("waba", waba.value())
                                    .param("reason", reason)
                                    .update();
                    if (changed > 0) db.changes().note(organization, Subject.ACCOUNT);
                });
    }
}
