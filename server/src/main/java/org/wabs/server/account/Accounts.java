package org.wabs.server.account;

import java.util.List;
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
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// What other features ask and tell about accounts. Works on [PipelineDb], in the caller's
/// transaction where there is one.
public final class Accounts {
    private final PipelineDb db;
    private final StoredTokens tokens;
    private final LoginNeeds logins;
    private final Senders senders;
    private final CloudApi meta;

    Accounts(
            PipelineDb db, StoredTokens tokens, LoginNeeds logins, Senders senders, CloudApi meta) {
        this.db = db;
        this.tokens = tokens;
        this.logins = logins;
        this.senders = senders;
        this.meta = meta;
    }

    /// The token of a connected account.
    ///
    /// @return empty when the organization has it not connected, or it cannot be read
    public Optional<AccessToken> token(OrganizationId organization, WabaId waba) {
        return sealed(organization, waba).flatMap(text -> tokens.open(organization, waba, text));
    }

    /// The token of a connected account, for somebody who needs it.
    ///
    /// @throws ProblemException when the organization has it not connected, or it cannot be read
    public AccessToken getToken(OrganizationId organization, WabaId waba) {
        var sealed = sealed(organization, waba).orElseThrow(() -> AccountLink.unknown(waba));
        return tokens.open(organization, waba, sealed)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.CONFLICT, StoredTokens.UNREADABLE));
    }

    private Optional<String> sealed(OrganizationId organization, WabaId waba) {
        return db.sql()
                .sql(
                        """
                        SELECT token FROM waba
                         WHERE organization_id = :organization AND waba_id = :waba AND disconnected_at IS NULL\
                        """)
                .param("organization", organization.value())
                .param("waba", waba.value())
                .query(String.class)
                .optional();
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

    /// Whether calls that can wait should: Meta takes none for this account now, or there is no
    /// token to ask it with.
    public boolean isResting(OrganizationId organization, WabaId waba) {
        return token(organization, waba)
                .map(token -> meta.usage().restUntil(waba, token).isPresent())
                .orElse(true);
    }

    /// The account's token is dead: its numbers are not ready until somebody connects it again.
    ///
    /// @param reason one sentence for a person
    public void needsLogin(OrganizationId organization, WabaId waba, String reason) {
        logins.begin(organization, waba, reason);
        senders.dropAfterCommit();
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
