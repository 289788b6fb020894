package org.wabs.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;

/// When an API key was last used, to the minute: one write a minute and node, not one a request.
final class LastUse {
    private static final int MOST = 20_000;

    private final PipelineDb db;
    private final Clock clock;
    private final Cache<UUID, Boolean> noted =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(1)).build();

    LastUse(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void note(CurrentUser key) {
        if (noted.asMap().putIfAbsent(key.id(), true) != null) return;
        db.sql()
                .sql(
                        """
                        UPDATE api_key SET last_used_at = :at
                         WHERE organization_id = :organization AND id = :id AND (last_used_at IS NULL OR last_used_at < :at)\
                        """)
                .param(
                        "at",
                        clock.instant().truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC))
                .param("organization", key.organization().value())
                .param("id", key.id())
                .update();
    }
}
