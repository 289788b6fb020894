package org.wabs.server.message;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// From Meta's id of a message to ours.
final class Wamids {
    /// Meta forgets quotes after 30 days; two more for clocks and queues.
    private static final Duration HORIZON = Duration.ofDays(32);

    private static final String REMEMBER =
            """
            INSERT INTO wamid_ref (organization_id, wamid_hash, message_id, attempt)
            SELECT * FROM unnest(:organizations, :hashes, :ids, :attempts) ORDER BY 1, 2, 3
            ON CONFLICT DO NOTHING\
            """;

    private static final String FIND =
            """
            SELECT w.organization_id, w.wamid_hash, w.message_id, w.attempt
              FROM unnest(:organizations, :hashes) AS u(organization_id, wamid_hash)
              JOIN wamid_ref w ON w.organization_id = u.organization_id AND w.wamid_hash = u.wamid_hash
             WHERE w.message_id >= wabs_uuid_floor(:since)\
            """;

    record Ref(OrganizationId organization, Wamid wamid, Attempt attempt) {}

    record Known(OrganizationId organization, Wamid wamid) {}

    private record Hashed(UUID organization, long hash) {
        static Hashed of(Known known) {
            return new Hashed(known.organization().value(), WamidHash.of(known.wamid()));
        }
    }

    private final PipelineDb db;

    Wamids(PipelineDb db) {
        this.db = db;
    }

    void remember(List<Ref> refs) {
        if (refs.isEmpty()) return;
        db.sql()
                .sql(REMEMBER)
                .param("organizations", SqlArrays.uuids(refs, ref -> ref.organization().value()))
                .param("hashes", SqlArrays.longs(refs, ref -> WamidHash.of(ref.wamid())))
                .param("ids", SqlArrays.uuids(refs, ref -> ref.attempt().message()))
                .param("attempts", SqlArrays.integers(refs, ref -> ref.attempt().number()))
                .update();
    }

    /// Ours for those of Meta's ids that we know, looking back 32 days from `now`.
    Map<Known, Attempt> find(List<Known> wanted, Instant now) {
        var found = new HashMap<Known, Attempt>();
        if (wanted.isEmpty()) return found;
        var byHash = new HashMap<Hashed, Known>();
        for (var known : wanted) byHash.put(Hashed.of(known), known);
        db.sql()
                .sql(FIND)
                .param(
                        "organizations",
                        SqlArrays.uuids(wanted, known -> known.organization().value()))
                .param("hashes", SqlArrays.longs(wanted, known -> WamidHash.of(known.wamid())))
                .param("since", now.minus(HORIZON).atOffset(java.time.ZoneOffset.UTC))
                .query(row -> {
                    var known =
                            byHash.get(
                                    new Hashed(
                                            row.getObject("organization_id", UUID.class),
                                            row.getLong("wamid_hash")));
                    if (known != null) {
                        found.put(
                                known,
                                new Attempt(
                                        row.getObject("message_id", UUID.class),
                                        row.getInt("attempt")));
                    }
                });
        return found;
    }
}
