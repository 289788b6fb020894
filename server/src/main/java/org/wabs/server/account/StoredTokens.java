package org.wabs.server.account;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AccessToken;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.crypto.UnopenedException;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The tokens of accounts, opened. One that the present key does not open is like one that Meta
/// refuses: its account needs somebody, the log says so once, and whoever wanted the token goes
/// without.
final class StoredTokens {
    private static final Logger log = LoggerFactory.getLogger(StoredTokens.class);

    static final String UNREADABLE =
            "The token of this account cannot be read: it was sealed with another key than the server's present one."
                    + " Start the server with the former WABS_SECRET_KEY or secret.key, or give the account a new token.";

    private record Kept(OrganizationId organization, WabaId waba, String sealed, boolean marked) {}

    private final PipelineDb db;
    private final SecretBox secrets;
    private final LoginNeeds logins;

    StoredTokens(PipelineDb db, SecretBox secrets, LoginNeeds logins) {
        this.db = db;
        this.secrets = secrets;
        this.logins = logins;
    }

    /// Most likely it is the wrong key, perhaps of one server among several: to go on would stop
    /// every campaign for what the right key mends.
    ///
    /// @throws StartProblem when there are tokens and the key opens none of them
    void mustBeOurs() {
        var sealed =
                db.sql()
                        .sql(
                                "SELECT token FROM waba WHERE disconnected_at IS NULL AND starts_with(token, 'v1.')")
                        .query(String.class)
                        .list();
        if (sealed.isEmpty() || sealed.stream().anyMatch(secrets::hasSealed)) return;
        throw new StartProblem(
                "The access tokens in this database were sealed with another key. Start with the former WABS_SECRET_KEY, or put the former"
                        + " secret.key back into the data folder; all servers on one database need the same. If that key is lost, set "
                        + Setting.WABS_SECRET_KEY_LOST
                        + "=true and give each account its token and app secret anew.");
    }

    /// @return empty when it cannot be read
    Optional<AccessToken> open(OrganizationId organization, WabaId waba, String sealed) {
        try {
            return Optional.of(
                    new AccessToken(secrets.open(sealed, Sealed.token(organization, waba))));
        } catch (UnopenedException e) {
            if (logins.begin(organization, waba, UNREADABLE))
                log.error("{} wabaId={} cause={}", UNREADABLE, waba, e.getMessage());
            return Optional.empty();
        }
    }

    /// With each start the key may be another one: the wrong one, or the right one again.
    void look() {
        db.sql()
                .sql(
                        """
                        SELECT organization_id, waba_id, token, login_needed IS NOT DISTINCT FROM :reason AS marked
                          FROM waba WHERE disconnected_at IS NULL ORDER BY organization_id, waba_id\
                        """)
                .param("reason", UNREADABLE)
                .query((row, n) ->
                        new Kept(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                new WabaId(row.getString("waba_id")),
                                row.getString("token"),
                                row.getBoolean("marked")))
                .list()
                .forEach(this::look);
    }

    private void look(Kept kept) {
        var opened = open(kept.organization, kept.waba, kept.sealed);
        if (opened.isPresent() && kept.marked) {
            logins.end(kept.organization, kept.waba, UNREADABLE);
            log.info("The token of an account can be read again wabaId={}", kept.waba);
        }
    }
}
