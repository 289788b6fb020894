package org.wabs.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.WabaId;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Whose webhook it is: (app, account, number) names the organization, and nothing else does. A
/// connection exists only after its token listed the number (engine.md, E1).
public final class Connections {
    private static final Duration HIT = Duration.ofSeconds(5);
    private static final Duration MISS = Duration.ofSeconds(1);
    private static final int CAPACITY = 20_000;

    private record Key(String appKey, String wabaId, @Nullable PhoneNumberId number) {}

    private final PipelineDb db;
    private final BriefCache<Key, Optional<Route>> cache =
            new BriefCache<>(CAPACITY, route -> route.isPresent() ? HIT : MISS, System::nanoTime);

    Connections(PipelineDb db) {
        this.db = db;
    }

    /// Answered from memory for up to five seconds, a miss for one; what ended on this node is
    /// forgotten at once. A connection routes for seven days after it ended, as long as Meta may
    /// repeat a webhook.
    ///
    /// @param appKey last segment of the webhook address, `default` for the plain one
    /// @param number null for webhooks about the account as a whole
    public Optional<Route> route(String appKey, String wabaId, @Nullable PhoneNumberId number) {
        var key = new Key(appKey, wabaId, number);
        return cache.get(key, () -> load(key));
    }

    void dropAfterCommit() {
        cache.dropAfterCommit();
    }

    private Optional<Route> load(Key key) {
        return db.sql()
                .sql(
                        """
                        SELECT organization_id, waba_id
                          FROM connection
                         WHERE app_key = :app AND waba_id = :waba
                           AND (CAST(:number AS text) IS NULL OR phone_number_id = :number)
                           AND (valid_to IS NULL OR valid_to > clock_timestamp() - interval '7 days')
                         ORDER BY valid_to DESC NULLS FIRST, valid_from DESC, organization_id
                         LIMIT 1\
                        """)
                .param("app", key.appKey)
                .param("waba", key.wabaId)
                .param("number", key.number == null ? null : key.number.value())
                .query((row, line) -> route(row, key.number))
                .optional();
    }

    private static Route route(ResultSet row, @Nullable PhoneNumberId number) throws SQLException {
        return new Route(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new WabaId(row.getString("waba_id")),
                number);
    }
}
