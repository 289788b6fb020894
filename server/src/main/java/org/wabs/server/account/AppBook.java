package org.wabs.server.account;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AppSecret;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.crypto.UnopenedException;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// The Meta apps of the bound organization. Which one an account belongs to decides its webhook
/// address, so the choice stays the same as long as nothing says otherwise.
final class AppBook {
    private static final int KEY_BYTES = 12;
    private static final int VERIFY_TOKEN_BYTES = 18;

    /// @param generatedVerifyToken to be shown once
    record Chosen(String appKey, boolean hasSecret, @Nullable String generatedVerifyToken) {}

    private record Row(String appKey, @Nullable String metaAppId, @Nullable String secret) {}

    private final AppDb db;
    private final SecretBox secrets;
    private final Apps apps;
    private final SecureRandom random = new SecureRandom();

    AppBook(AppDb db, SecretBox secrets, Apps apps) {
        this.db = db;
        this.secrets = secrets;
        this.apps = apps;
    }

    /// Finds or makes the app, and keeps a new secret or verify token. In the caller's transaction.
    ///
    /// @param subscribedApp Meta's id of the only app that receives the account's webhooks
    Chosen choose(Connect connect, @Nullable String subscribedApp) {
        if (connect.ofInstallation()) return installation();
        var given = connect.appId() == null ? null : connect.appId().value();
        var metaId = given == null ? subscribedApp : given;
        var found =
                byMetaId(given)
                        .or(() -> ofAccount(connect).filter(row -> agrees(row, given)))
                        .or(() -> byMetaId(subscribedApp));
        if (found.isPresent()) return updated(found.get(), connect, given);
        boolean nothingOwn = given == null && connect.appSecret() == null;
        if (nothingOwn && hasInstallationSecret()) return installation();
        return made(connect, metaId);
    }

    private static boolean agrees(Row row, @Nullable String given) {
        return given == null || row.metaAppId == null || given.equals(row.metaAppId);
    }

    private boolean hasInstallationSecret() {
        return apps.find(MetaApp.DEFAULT).filter(app -> !app.secrets().isEmpty()).isPresent();
    }

    private Chosen installation() {
        return new Chosen(MetaApp.DEFAULT, hasInstallationSecret(), null);
    }

    private Optional<Row> byMetaId(@Nullable String metaId) {
        if (metaId == null) return Optional.empty();
        return db.sql()
                .sql("SELECT app_key, meta_app_id, secret FROM meta_app WHERE meta_app_id = :id")
                .param("id", metaId)
                .query(AppBook::row)
                .optional();
    }

    private Optional<Row> ofAccount(Connect connect) {
        return db.sql()
                .sql(
                        """
                        SELECT a.app_key, a.meta_app_id, a.secret
                          FROM waba w JOIN meta_app a USING (organization_id, app_key)
                         WHERE w.waba_id = :waba\
                        """)
                .param("waba", connect.waba().value())
                .query(AppBook::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("app_key"), row.getString("meta_app_id"), row.getString("secret"));
    }

    private Chosen updated(Row row, Connect connect, @Nullable String givenMetaId) {
        var organization = Tenant.current();
        var secret = connect.appSecret();
        boolean isNewSecret = secret != null && !secret.value().equals(opened(row));
        db.sql()
                .sql(
                        """
                        UPDATE meta_app
                           SET meta_app_id = coalesce(meta_app_id, :metaId),
                               former_secret = CASE WHEN :newSecret THEN secret ELSE former_secret END,
                               former_secret_until = CASE WHEN :newSecret THEN clock_timestamp() + interval '7 days'
                                                          ELSE former_secret_until END,
                               secret = CASE WHEN :newSecret THEN :secret ELSE secret END,
                               verify_token = coalesce(:verifyToken, verify_token)
                         WHERE app_key = :key\
                        """)
                .param("metaId", givenMetaId)
                .param("newSecret", isNewSecret)
                .param("secret", sealed(secret, row.appKey))
                .param(
                        "verifyToken",
                        connect.verifyToken() == null
                                ? null
                                : secrets.seal(
                                        connect.verifyToken(),
                                        Sealed.verifyToken(organization, row.appKey)))
                .param("key", row.appKey)
                .update();
        return new Chosen(row.appKey, secret != null || opened(row) != null, null);
    }

    private @Nullable String opened(Row row) {
        try {
            return row.secret == null
                    ? null
                    : secrets.open(row.secret, Sealed.appSecret(Tenant.current(), row.appKey));
        } catch (UnopenedException e) {
            return null; // another key sealed it: whatever is given now is new
        }
    }

    private @Nullable String sealed(@Nullable AppSecret secret, String appKey) {
        return secret == null
                ? null
                : secrets.seal(secret.value(), Sealed.appSecret(Tenant.current(), appKey));
    }

    private Chosen made(Connect connect, @Nullable String metaId) {
        var key = generated(KEY_BYTES);
        var generated = connect.verifyToken() == null ? generated(VERIFY_TOKEN_BYTES) : null;
        var verifyToken = generated == null ? connect.verifyToken() : generated;
        db.sql()
                .sql(
                        "INSERT INTO meta_app (app_key, meta_app_id, secret, verify_token) VALUES (:key, :metaId, :secret, :verifyToken)")
                .param("key", key)
                .param("metaId", metaId)
                .param("secret", sealed(connect.appSecret(), key))
                .param(
                        "verifyToken",
                        secrets.seal(
                                String.valueOf(verifyToken),
                                Sealed.verifyToken(Tenant.current(), key)))
                .update();
        return new Chosen(key, connect.appSecret() != null, generated);
    }

    private String generated(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
