package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.AppSecret;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// The Meta apps whose webhooks arrive here.
public final class Apps {
    private static final Duration HIT = Duration.ofSeconds(5);
    private static final Duration MISS = Duration.ofSeconds(1);
    private static final int CAPACITY = 5_000;

    private final PipelineDb db;
    private final SecretBox secrets;
    private final @Nullable MetaApp installation;
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
        var open = new ArrayList<AppSecret>();
        for (var sealed : new String[] {row.getString("secret"), row.getString("former_secret")}) {
            if (sealed != null)
                open.add(
                        new AppSecret(
                                this.secrets.open(sealed, Sealed.appSecret(organization, key))));
        }
        var verifyToken =
                this.secrets.open(
                        row.getString("verify_token"), Sealed.verifyToken(organization, key));
        return new MetaApp(key, List.copyOf(open), verifyToken);
    }
}
