package org.wabs.server.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.message.WamidHash;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Writes reactions, in the caller's transaction: of each side the newest counts, whatever order
/// they come in, and before its message or after.
final class Reactions {
    /// @param outbound ours
    /// @param emoji null: taken back
    /// @param source the message that brought it
    record Reaction(
            OrganizationId organization,
            Wamid target,
            boolean outbound,
            @Nullable String emoji,
            Instant at,
            UUID source) {}

    private static final String PUT =
            """
            INSERT INTO message_reaction AS r (organization_id, wamid_hash, outbound, emoji, at, source_id)
            SELECT DISTINCT ON (organization_id, wamid_hash, outbound) organization_id, wamid_hash, outbound, emoji, at, source_id
              FROM unnest(:organizations, :hashes, :outbounds, :emojis, :ats, :sources)
                   AS u(organization_id, wamid_hash, outbound, emoji, at, source_id)
             ORDER BY organization_id, wamid_hash, outbound, at DESC, source_id DESC
            ON CONFLICT (organization_id, wamid_hash, outbound) DO UPDATE
               SET emoji = excluded.emoji, at = excluded.at, source_id = excluded.source_id
             WHERE (excluded.at, excluded.source_id) > (r.at, r.source_id)\
            """;

    private final PipelineDb db;

    Reactions(PipelineDb db) {
        this.db = db;
    }

    void put(List<Reaction> reactions) {
        if (reactions.isEmpty()) return;
        db.sql()
                .sql(PUT)
                .param("organizations", SqlArrays.uuids(reactions, r -> r.organization().value()))
                .param("hashes", SqlArrays.longs(reactions, r -> WamidHash.of(r.target())))
                .param("outbounds", SqlArrays.booleans(reactions, Reaction::outbound))
                .param("emojis", SqlArrays.texts(reactions, Reaction::emoji))
                .param("ats", SqlArrays.times(reactions, Reaction::at))
                .param("sources", SqlArrays.uuids(reactions, Reaction::source))
                .update();
    }
}
