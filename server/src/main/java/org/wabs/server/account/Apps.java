package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.AppSecret;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.crypto.UnopenedException;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The Meta apps whose webhooks arrive here.
public final class Apps {
    private static final Logger log = LoggerFactory.getLogger(Apps.class);
    private static final Duration HIT = Duration.ofSeconds(5);
    private static final Duration MISS = Duration.ofSeconds(1);
    private static final int CAPACITY = 5_000;

    private final PipelineDb db;
    private final SecretBox secrets;
    private final @Nullable MetaApp installation;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final BriefCache<String, Optional<MetaApp>> cache =
            new BriefCache<>(CAPACITY, app -> app.isPresent() ? HIT : MISS, System::nanoTime);

    /// @param installation the app of the environment, if it names one
    Apps(PipelineDb db, SecretBox secrets, Optional<MetaApp> installation) {
        this.db = db;
        this.secrets = secrets;
        this.installation = installation.orElse(null);
    }

    /// Answered from memory for up to five seconds, a miss for one.
    ///
    /// @param appKey last segment of the webhook address, `default` for the plain one
    public Optional<MetaApp> find(String appKey) {
        if (appKey.equals(MetaApp.DEFAULT)) return Optional.ofNullable(installation);
        return cache.get(appKey, () -> load(appKey));
    }

    void dropAfterCommit() {
        cache.dropAfterCommit();
    }

    private Optional<MetaApp> load(String appKey) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, app_key, secret, verify_token,
                               CASE WHEN former_secret_until > clock_timestamp() THEN former_secret END AS former_secret
                          FROM meta_app
                         WHERE app_key = :key\
                        """)
                .param("key", appKey)
                .query(this::app)
                .optional();
    }

    private MetaApp app(ResultSet row, int number) throws SQLException {
        var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
        var key = row.getString("app_key");
        var context = Sealed.appSecret(organization, key);
        var secret = row.getString("secret");
        var present = opened(secret, context);
        boolean isReadable = secret == null || present.isPresent();
        tell(key, isReadable);
        return new MetaApp(
                key,
                Stream.of(present, opened(row.getString("former_secret"), context))
                        .flatMap(Optional::stream)
                        .map(AppSecret::new)
                        .toList(),
                opened(row.getString("verify_token"), Sealed.verifyToken(organization, key))
                        .orElse(""),
                isReadable);
    }

    private Optional<String> opened(@Nullable String sealed, String context) {
        try {
            return sealed == null ? Optional.empty() : Optional.of(secrets.open(sealed, context));
        } catch (UnopenedException e) {
            return Optional.empty();
        }
    }

    /// Once for each app, not with each webhook.
    private void tell(String key, boolean isReadable) {
        if (isReadable) {
            unreadable.remove(key);
        } else if (unreadable.add(key)) {
            log.error(
                    "The secret of a Meta app cannot be read, so its webhooks are turned away: it was sealed with another key"
                            + " than the server's present one. Start the server with the former WABS_SECRET_KEY or secret.key,"
                            + " or connect an account of the app again with appSecret. app={}",
                    key);
        }
    }
}
