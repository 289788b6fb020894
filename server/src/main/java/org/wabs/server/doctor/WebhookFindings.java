package org.wabs.server.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.finding.Finding;
import org.wabs.server.platform.sql.PipelineDb;

/// Whether Meta reaches us. From inside that shows only by what came: a webhook with a good
/// signature, of any organization.
final class WebhookFindings {
    private static final Duration QUIET = Duration.ofDays(1);

    private static final String FIX =
            "In Meta's app dashboard (WhatsApp, Configuration) enter the public https address of this server with the account's"
                    + " webhook path and verify token, and subscribe to messages. A proxy must pass /webhooks/whatsapp on.";

    private final PipelineDb db;
    private final Clock clock;

    WebhookFindings(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Finding latest() {
        return judged(find().orElse(null), clock.instant());
    }

    static Finding judged(@Nullable Instant latest, Instant now) {
        if (latest == null)
            return Finding.warn("WEBHOOKS", "No webhook has come with a good signature yet.", FIX);
        var ago = Duration.between(latest, now);
        return ago.compareTo(QUIET) > 0
                ? Finding.warn(
                        "WEBHOOKS", "The last webhook came " + ago.toHours() + " hours ago.", FIX)
                : Finding.ok("WEBHOOKS", "The last webhook came at " + latest + ".");
    }

    private Optional<Instant> find() {
        return db
                .sql()
                .sql("SELECT received_at FROM webhook_latest")
                .query((row, number) ->
                        row.getObject("received_at", OffsetDateTime.class).toInstant())
                .list()
                .stream()
                .max(Comparator.naturalOrder());
    }
}
