package org.wabs.server.inbox;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.Wamid;
import org.wabs.server.account.Senders;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Tells people that an agent has read their messages, or is typing. A courtesy: nobody waits for
/// it, and when Meta is slow or away it is left out.
final class ReadReceipts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadReceipts.class);
    private static final int AT_ONCE = 32;

    private record Newest(PhoneNumberId number, Wamid wamid) {}

    private final AppDb db;
    private final CloudApi meta;
    private final Senders senders;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("receipt-", 0).factory());

    ReadReceipts(AppDb db, CloudApi meta, Senders senders) {
        this.db = db;
        this.meta = meta;
        this.senders = senders;
    }

    /// For the newest message of the person, which marks those before it as well.
    void send(OrganizationId organization, UUID conversation, boolean typing) {
        var newest = newest(conversation);
        if (newest.isEmpty() || !free.tryAcquire()) return;
        threads.execute(() -> {
            try {
                send(organization, newest.get(), typing);
            } finally {
                free.release();
            }
        });
    }

    private Optional<Newest> newest(UUID conversation) {
        return db.tx()
                .execute(status ->
                        db.sql()
                                .sql(
                                        "SELECT phone_number_id, last_in_wamid FROM conversation WHERE id = :id AND last_in_wamid IS NOT NULL")
                                .param("id", conversation)
                                .query((row, n) ->
                                        new Newest(
                                                new PhoneNumberId(row.getString(1)),
                                                new Wamid(row.getString(2))))
                                .optional());
    }

    private void send(OrganizationId organization, Newest newest, boolean typing) {
        var sender =
                senders.find(newest.number())
                        .filter(one -> one.organization().equals(organization));
        if (sender.isEmpty()) return;
        switch (meta.markAsRead(newest.number(), sender.get().token(), newest.wamid(), typing)) {
            case GraphResult.Ok<Boolean> ignored -> {}
            case GraphResult.Refused<Boolean>(var error) ->
                    log.info("Meta took no read receipt code={}", error.code());
            case GraphResult.Unreachable<Boolean>(var reason) ->
                    log.info("No read receipt reason={}", reason);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
