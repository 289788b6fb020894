package org.wabs.server.media;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.GraphResult;
import org.wabs.cloudapi.MediaDetails;
import org.wabs.cloudapi.MediaDownload;
import org.wabs.cloudapi.MessageLimits;
import org.wabs.cloudapi.error.Action;
import org.wabs.cloudapi.error.ErrorTable;
import org.wabs.server.account.Sender;
import org.wabs.server.account.Senders;
import org.wabs.server.platform.sql.PipelineDb;

/// Fetches one file from Meta: asks where it is (the address lives 5 minutes), reads it into a
/// temporary file, compares its hash, keeps it.
final class MediaFetch implements MediaDownloads.Fetch {
    private static final Logger log = LoggerFactory.getLogger(MediaFetch.class);

    /// With the waits of [#waitAfter] these reach over the 7 days that Meta keeps a file.
    private static final int MOST_TRIES = 24;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private final PipelineDb db;
    private final CloudApi meta;
    private final Senders senders;

    MediaFetch(PipelineDb db, CloudApi meta, Senders senders) {
        this.db = db;
        this.meta = meta;
        this.senders = senders;
    }

    @Override
    public void fetch(MediaDownloads.Wanted wanted) {
        var sender =
                senders.find(wanted.number())
                        .filter(one -> one.organization().equals(wanted.organization()));
        if (sender.isEmpty()) {
            later(
                    wanted,
                    "The number that it came to is not connected, or the token of its account cannot be read.");
            return;
        }
        switch (meta.getMedia(wanted.metaId(), wanted.number(), sender.get().token())) {
            case GraphResult.Ok<MediaDetails>(var details) -> read(wanted, sender.get(), details);
            case GraphResult.Refused<MediaDetails>(var error) -> {
                var entry = ErrorTable.entryFor(error);
                // Meta answers 100 for what it no longer has
                boolean gone = entry.action() == Action.FAIL || error.code() == 100;
                var words = entry.plainWords() + " (code " + error.code() + ")";
                if (gone) fail(wanted, words);
                else later(wanted, words);
            }
            case GraphResult.Unreachable<MediaDetails>(var reason) ->
                    later(wanted, "Meta does not answer: " + reason);
        }
    }

    private void read(MediaDownloads.Wanted wanted, Sender sender, MediaDetails details) {
        Path file = null;
        try {
            file = Files.createTempFile("wabs-medium-", null);
            MediaDownload result;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                result =
                        meta.downloadMedia(
                                details.url(), sender.token(), MessageLimits.INBOUND_BYTES, out);
            }
            switch (result) {
                case MediaDownload.Done done -> keep(wanted, details, file, done.bytes());
                case MediaDownload.Expired() ->
                        later(wanted, "Meta's address of the file had expired.");
                case MediaDownload.TooLarge() ->
                        fail(wanted, "The file is larger than 100 MB, Meta's limit.");
                case MediaDownload.ForeignHost() ->
                        fail(wanted, "Meta named an address that is not on a host of its own.");
                case MediaDownload.Failed(var reason) ->
                        later(wanted, "The download broke off: " + reason);
            }
        } catch (IOException e) {
            later(wanted, "The file could not be written to this server's temporary folder.");
        } finally {
            delete(file);
        }
    }

    private void keep(MediaDownloads.Wanted wanted, MediaDetails details, Path file, long size)
            throws IOException {
        var hash = Hashing.sha256(Files.newInputStream(file));
        var given = details.sha256() == null ? wanted.sha256() : details.sha256();
        keepIfIntact(wanted, given, hash, file, size);
    }

    /// @param given Meta's hash of it
    void keepIfIntact(
            MediaDownloads.Wanted wanted,
            @Nullable String given,
            String hash,
            Path file,
            long size) {
        if (given != null && !MediaBook.matches(hash, given)) {
            later(wanted, "The file that came is not the one that was sent: its hash is another.");
            return;
        }
        db.tx()
                .executeWithoutResult(status -> {
                    // before its bytes: who forgets files locks in this order, and leaves no bytes
                    if (!isWanted(wanted)) return;
                    try (var in = Files.newInputStream(file)) {
                        MediaPieces.store(db.sql(), wanted.organization().value(), hash, in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    db.sql()
                            .sql(
                                    """
                                    UPDATE media SET state = 'STORED', sha256 = :sha256, size = :size, next_try_at = NULL, problem = NULL
                                     WHERE organization_id = :organization AND id = :id AND state = 'WAITING'\
                                    """)
                            .param("sha256", hash)
                            .param("size", size)
                            .param("organization", wanted.organization().value())
                            .param("id", wanted.id())
                            .update();
                });
    }

    private boolean isWanted(MediaDownloads.Wanted wanted) {
        return db.sql()
                .sql(
                        "SELECT id FROM media WHERE organization_id = :organization AND id = :id AND state = 'WAITING' FOR UPDATE")
                .param("organization", wanted.organization().value())
                .param("id", wanted.id())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    private void later(MediaDownloads.Wanted wanted, String problem) {
        if (wanted.tries() + 1 >= MOST_TRIES) {
            fail(wanted, problem);
            return;
        }
        log.info(
                "Medium is fetched later mediaId={} tries={} problem={}",
                wanted.id(),
                wanted.tries() + 1,
                problem);
        update(wanted, "WAITING", waitAfter(wanted.tries()), problem);
    }

    static Duration waitAfter(int tries) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void fail(MediaDownloads.Wanted wanted, String problem) {
        log.warn("Medium is not fetched mediaId={} problem={}", wanted.id(), problem);
        update(wanted, "FAILED", null, problem);
    }

    private void update(
            MediaDownloads.Wanted wanted, String state, @Nullable Duration wait, String problem) {
        db.sql()
                .sql(
                        """
                        UPDATE media SET state = :state, problem = :problem,
                               next_try_at = clock_timestamp() + CAST(:seconds AS bigint) * interval '1 s'
                         WHERE organization_id = :organization AND id = :id AND state = 'WAITING'\
                        """)
                .param("state", state)
                .param("problem", problem)
                .param("seconds", wait == null ? null : wait.toSeconds())
                .param("organization", wanted.organization().value())
                .param("id", wanted.id())
                .update();
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("A temporary file stays behind file={}", file.getFileName());
        }
    }
}
