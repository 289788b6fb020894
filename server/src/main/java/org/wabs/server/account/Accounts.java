package org.wabs.server.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MetaAppId;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.error.Action;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.cloudapi.error.MetaError;
import org.wabs.cloudapi.management.TokenDetails;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What other features ask and tell about accounts. Works on [PipelineDb], in the caller's
/// transaction where there is one.
public final class Accounts {
    private final PipelineDb db;
    private final SecretBox secrets;
    private final Senders senders;
    private final CloudApi meta;
    private final Audit audit;

    Accounts(PipelineDb db, SecretBox secrets, Senders senders, CloudApi meta, Audit audit) {
        this.db = db;
        this.secrets = secrets;
        this.senders = senders;
        this.meta = meta;
        this.audit = audit;
    }

    /// The token of a connected account.
    ///
    /// @return empty when the organization has it not connected
    public Optional<AccessToken> token(OrganizationId organization, WabaId waba) {
        return db.sql()
                .sql(
                        """
                        SELECT token FROM waba
                         WHERE organization_id = :organization AND waba_id = :waba AND disconnected_at IS NULL\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .query(String.class)
                .optional()
                .map(sealed ->
                        new AccessToken(secrets.open(sealed, Sealed.token(organization, waba))));
    }

    /// The Meta app that a connected account belongs to: as told when it was connected, or as Meta
    /// tells of its token. Not inside a transaction: it may ask Meta.
    public Optional<MetaAppId> appOf(OrganizationId organization, WabaId waba) {
        return db.sql()
                .sql(
                        """
                        SELECT a.meta_app_id FROM waba w JOIN meta_app a USING (organization_id, app_key)
                         WHERE w.organization_id = :organization AND w.waba_id = :waba AND a.meta_app_id IS NOT NULL\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .query(String.class)
                .optional()
                .or(() -> token(organization, waba).flatMap(this::appOf))
                .map(MetaAppId::new);
    }

    private Optional<String> appOf(AccessToken token) {
        return meta.debugToken(token, token) instanceof GraphResult.Ok<TokenDetails>(var details)
                ? Optional.ofNullable(details.appId())
                : Optional.empty();
    }

    /// Whether calls that can wait should: Meta takes none for this account now.
    public boolean isResting(OrganizationId organization, WabaId waba) {
        return token(organization, waba)
                .flatMap(token -> meta.usage().restUntil(waba, token))
                .isPresent();
    }

    /// The account's token is dead: its numbers are not ready until somebody connects it again.
    ///
    /// @param reason one sentence for a person
    public void needsLogin(OrganizationId organization, WabaId waba, String reason) {
        db.tx().executeWithoutResult(status -> setLoginNeeded(organization, waba, reason));
    }

    private void setLoginNeeded(OrganizationId organization, WabaId waba, String reason) {
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
        db.changes().note(organization, Subject.ACCOUNT);
        senders.dropAfterCommit();
        if (changed > 0)
            audit.recordSystem(
                    organization,
                    "account.token-refused",
                    "account",
                    waba.value(),
                    Map.of("reason", reason));
    }

    /// Looks whether a refused management call means that the token is dead, and keeps that.
    public void refused(OrganizationId organization, WabaId waba, MetaError error) {
        var entry = ErrorTable.entryFor(error);
        if (entry.action() == Action.REAUTHENTICATE)
            needsLogin(organization, waba, entry.plainWords() + " " + entry.wayOut());
    }

    /// The connected accounts of an organization.
    public List<WabaId> connected(OrganizationId organization) {
        return db.sql()
                .sql(
                        """
                        SELECT waba_id FROM waba
                         WHERE organization_id = :organization AND disconnected_at IS NULL
                         ORDER BY waba_id\
                        """)
                .param("organization", organization.value())
                .query((row, line) -> new WabaId(row.getString("waba_id")))
                .list();
    }

    /// An account of any organization.
    public record Owned(OrganizationId organization, WabaId waba) {}

    /// Accounts whose templates were last read more than a day ago, spread over two hours by their
    /// ids; the oldest first.
    public List<Owned> withOldTemplates(int most) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, waba_id FROM waba
                         WHERE disconnected_at IS NULL AND login_needed IS NULL
                           AND coalesce(templates_read_at, connected_at)
                               < clock_timestamp() - interval '1 day' - abs(hashtext(waba_id)) % 120 * interval '1 minute'
                         ORDER BY coalesce(templates_read_at, connected_at) LIMIT :most\
                        """)
                .param("most", most)
                .query((row, line) ->
                        new Owned(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                new WabaId(row.getString("waba_id"))))
                .list();
    }

    /// The account's templates have just been read from Meta.
    public void templatesRead(OrganizationId organization, WabaId waba) {
        db.sql()
                .sql(
                        """
                        UPDATE waba SET templates_read_at = clock_timestamp()
                         WHERE organization_id = :organization AND waba_id = :waba\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .update();
    }
}
