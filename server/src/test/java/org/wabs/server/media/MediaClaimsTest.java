package org.wabs.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wabs.cloudapi.CloudApi;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.account.Senders;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.SharedServer;
import org.wabs.server.support.TestDatabase;

/// Two nodes fetch files of customers from one database.
class MediaClaimsTest {
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /// A node that notes what it fetched.
    private static final class Node implements AutoCloseable {
        final List<UUID> fetched = new CopyOnWriteArrayList<>();
        final Set<UUID> diesOver = ConcurrentHashMap.newKeySet();
        private final PipelineDb db;
        private final MediaDownloads downloads;

        Node(PipelineDb db) {
            this.db = db;
            this.downloads = new MediaDownloads(db, this::fetch);
        }

        Node start() {
            downloads.start();
            return this;
        }

        private void fetch(MediaDownloads.Wanted wanted) {
            fetched.add(wanted.id());
            if (diesOver.contains(wanted.id())) throw new IllegalStateException("the node dies");
            db.sql()
                    .sql(
                            "UPDATE media SET state = 'STORED', sha256 = 'x', size = 1, next_try_at = NULL WHERE organization_id = ? AND id = ?")
                    .params(wanted.organization().value(), wanted.id())
                    .update();
        }

        @Override
        public void close() {
            downloads.stop();
        }
    }

    @Test
    void noFileIsFetchedTwice() {
        var files = new ArrayList<UUID>();
        for (int i = 0; i < 100; i++) files.add(waiting());

        try (var one = new Node(database.pipeline()).start();
                var other = new Node(database.anotherNode()).start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> stillWaiting() == 0);

            var fetched = new ArrayList<>(one.fetched);
            fetched.addAll(other.fetched);
            assertThat(fetched).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void whatADeadNodeHadClaimedIsTakenOverWhenTheClaimHasRunOut() {
        var dead = new Node(database.pipeline());
        var claimed = waiting();
        dead.diesOver.add(claimed);
        dead.start();
        await().until(() -> dead.fetched.contains(claimed));
        dead.close();

        try (var other = new Node(database.anotherNode()).start()) {
            var later = waiting();
            await().until(() -> other.fetched.contains(later));
            assertThat(other.fetched).doesNotContain(claimed);

            minutesPass(7);
            await().until(() -> other.fetched.contains(claimed));
        }
        assertThat(dead.fetched).containsOnlyOnce(claimed);
        assertThat(stillWaiting()).isZero();
    }

    @Test
    void bytesThatAreForgottenMeanwhileAreStoredAgain() throws Exception {
        var db = database.pipeline();
        var organization = database.organization().value();
        var hash = "c0ffee";
        store(hash);

        var storing =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    MediaPieces.forget(db.sql(), organization, List.of(hash));
                                    var running = CompletableFuture.runAsync(() -> store(hash));
                                    await().until(MediaClaimsTest::somebodyWaits);
                                    return running;
                                }));
        storing.get(10, TimeUnit.SECONDS);

        assertThat(pieces(hash)).isOne();
    }

    @Test
    void aFileThatIsForgottenWhileItIsFetchedLeavesNoBytes(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "bytes");
        var server = SharedServer.server();
        var fetch =
                new MediaFetch(
                        server.bean(PipelineDb.class),
                        server.bean(CloudApi.class),
                        server.bean(Senders.class));
        var forgotten =
                new MediaDownloads.Wanted(
                        new OrganizationId(SharedServer.business().organization()),
                        Ids.next(),
                        "1",
                        new PhoneNumberId("106540352242922"),
                        null,
                        0,
                        Ids.next());

        fetch.keepIfIntact(forgotten, null, "decaf", file, 5);

        assertThat(
                        server.sql()
                                .sql("SELECT count(*) FROM media_piece WHERE sha256 = 'decaf'")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static void store(String hash) {
        var db = database.pipeline();
        db.tx()
                .executeWithoutResult(status -> {
                    try {
                        MediaPieces.store(
                                db.sql(),
                                database.organization().value(),
                                hash,
                                new ByteArrayInputStream(new byte[] {1}));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static long pieces(String hash) {
        return database.sql()
                .sql("SELECT count(*) FROM media_piece WHERE sha256 = ?")
                .param(hash)
                .query(Long.class)
                .single();
    }

    private static boolean somebodyWaits() {
        return database.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
                .query(Boolean.class)
                .single();
    }

    private static UUID waiting() {
        var id = Ids.next();
        database.sql()
                .sql(
                        """
                        INSERT INTO media (organization_id, id, state, mime_type, message_id, meta_id, phone_number_id, next_try_at)
                        VALUES (?, ?, 'WAITING', 'image/png', ?, ?, '106540352242922', clock_timestamp())\
                        """)
                .params(database.organization().value(), id, Ids.next(), id.toString())
                .update();
        return id;
    }

    private static long stillWaiting() {
        return database.sql()
                .sql("SELECT count(*) FROM media WHERE state = 'WAITING'")
                .query(Long.class)
                .single();
    }

    private static void minutesPass(int minutes) {
        database.sql()
                .sql(
                        "UPDATE media SET next_try_at = next_try_at - ? * interval '1 minute' WHERE state = 'WAITING'")
                .param(minutes)
                .update();
    }
}
