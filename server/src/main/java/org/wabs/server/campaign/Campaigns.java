package org.wabs.server.campaign;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.AppDb;

/// Campaigns of the bound organization, for other features.
public final class Campaigns {
    /// @param template name of the one it sends; absent in a draft that has none yet
    public record Found(
            UUID id,
            String name,
            CampaignState state,
            @Nullable String template,
            Instant createdAt) {}

    /// Nobody has so many that the newest of them take long.
    private static final String SEARCH =
            """
            SELECT id, name, state, template_name, created_at FROM campaign
             WHERE position(:part IN lower(name)) > 0 OR position(:part IN template_name) > 0
             ORDER BY id DESC LIMIT :most\
            """;

    private final AppDb db;

    Campaigns(AppDb db) {
        this.db = db;
    }

    /// The newest whose name, or whose template's, has this part, in any case.
    public List<Found> search(String part, int most) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(SEARCH)
                                        .param("part", part.toLowerCase(Locale.ROOT))
                                        .param("most", most)
                                        .query((row, n) ->
                                                new Found(
                                                        row.getObject("id", UUID.class),
                                                        row.getString("name"),
                                                        CampaignState.valueOf(
                                                                row.getString("state")),
                                                        row.getString("template_name"),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                        .list()));
    }
}
