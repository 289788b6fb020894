package org.wabs.server.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.OrganizationSettings;
import org.wabs.server.media.Uploads;
import org.wabs.server.message.OldMessages;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Removes what an organization does not want to keep any longer: messages, what stands about them
/// in conversations, and files. A batch is a transaction, so that a run that breaks off has done
/// what it did, and the next one goes on.
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST = 500;

    private final PipelineDb db;
    private final OldMessages messages;
    private final OldThreads threads;
    private final Uploads uploads;
    private final OrganizationSettings settings;
    private final Audit audit;
    private final Clock clock;

    Retention(
            PipelineDb db,
            OldMessages messages,
            OldThreads threads,
            Uploads uploads,
            OrganizationSettings settings,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.messages = messages;
        this.threads = threads;
        this.uploads = uploads;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    private record Removed(int messages, int files, @Nullable UUID last) {}

    void run() {
        for (var organization : settings.whoSet(InboxSettings.RETENTION_DAYS)) {
            int days = settings.get(organization, InboxSettings.RETENTION_DAYS);
            if (days > 0) run(organization, days);
        }
    }

    private void run(OrganizationId organization, int days) {
        var before = clock.instant().minus(Duration.ofDays(days));
        int removed = 0;
        int files = 0;
        UUID last = null;
        do {
            var after = last;
            var batch =
                    Objects.requireNonNull(
                            db.tx().execute(status -> batch(organization, before, after)));
            removed += batch.messages();
            files += batch.files();
            last = batch.last();
        } while (last != null);
        files += uploads.removeUsedBefore(organization, before);
        if (removed + files > 0) tell(organization, days, removed, files);
    }

    private Removed batch(OrganizationId organization, Instant before, @Nullable UUID after) {
        var old = messages.remove(organization, before, after, MOST);
        int files = threads.remove(organization, before, old.removed());
        return new Removed(old.removed().size(), files, old.last());
    }

    private void tell(OrganizationId organization, int days, int removed, int files) {
        log.info(
                "Old messages removed organizationId={} messages={} files={}",
                organization.value(),
                removed,
                files);
        db.tx()
                .executeWithoutResult(status ->
                        audit.recordSystem(
                                organization,
                                "messages.removed",
                                "organization",
                                organization.value().toString(),
                                Map.of(
                                        "olderThanDays",
                                        days,
                                        "messages",
                                        removed,
                                        "files",
                                        files)));
    }
}
