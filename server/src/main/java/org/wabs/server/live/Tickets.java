package org.wabs.server.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.identity.Permission;
import org.wabs.server.identity.Role;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// One-time tickets that open a WebSocket, since a browser cannot send a header along with it. In
/// the database: the node that is connected to need not be the one that gave it.
final class Tickets {
    /// As long as an access token; the key is looked at again for the next ticket.
    private static final Duration API_KEY_SESSION = Duration.ofMinutes(15);

    private static final int BYTES = 24;

    private final PipelineDb db;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tickets(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// @param session null for an API key
    String give(CurrentUser user, @Nullable UUID session) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        db.sql()
                .sql(
                        """
                        INSERT INTO live_ticket (token_hash, organization_id, user_id, role, permissions, api_key, session_id, expires_at)
                        VALUES (:hash, :organization, :user, :role, :permissions, :apiKey, :session,
                                clock_timestamp() + make_interval(secs => :life))\
                        """)
                .param("hash", hash(ticket))
                .param("organization", user.organization().value())
                .param("user", user.id())
                .param("role", user.role().name())
                .param("permissions", SqlArrays.texts(user.permissions(), Permission::name))
                .param("apiKey", user.isApiKey())
                .param("session", session)
                .param("life", LiveConfig.TICKET_LIFE.toSeconds())
                .update();
        return ticket;
    }

    /// @return who it was given to; empty when it was used, is too old or never was
    Optional<Watcher> redeem(String ticket) {
        return db
                .sql()
                .sql(
                        """
                        DELETE FROM live_ticket WHERE token_hash = :hash
                        RETURNING organization_id, user_id, role, permissions, api_key, session_id, expires_at > clock_timestamp() AS valid\
                        """)
                .param("hash", hash(ticket))
                .query((row, n) ->
                        row.getBoolean("valid")
                                ? Optional.of(watcher(row))
                                : Optional.<Watcher>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Watcher watcher(ResultSet row) throws SQLException {
        var permissions = (String[]) row.getArray("permissions").getArray();
        return new Watcher(
                row.getObject("user_id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                permissions(permissions),
                row.getBoolean("api_key"),
                row.getObject("session_id", UUID.class),
                clock.instant().plus(API_KEY_SESSION));
    }

    private static Set<Permission> permissions(String[] names) {
        return Arrays.stream(names).map(Permission::valueOf).collect(Collectors.toSet());
    }

    void deleteOld() {
        db.sql().sql("DELETE FROM live_ticket WHERE expires_at < clock_timestamp()").update();
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
