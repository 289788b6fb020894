package org.wabs.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wabs.server.account.Sealed;
import org.wabs.server.audit.Audit;
import org.wabs.server.identity.RefreshTokens;
import org.wabs.server.identity.UserReset;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.KeyRotation;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.crypto.SealedColumn;
import org.wabs.server.platform.crypto.SecretBox;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.idempotency.RequestKeys;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.OwnerDatabase;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;
import tools.jackson.databind.json.JsonMapper;

/// What whoever may use this machine's shell can do to an installation without signing in.
public final class Maintenance {
    /// Every column that holds sealed secrets; each feature names its own.
    private static final List<SealedColumn> SEALED =
            Stream.of(Sealed.COLUMNS, RefreshTokens.SEALED, RequestKeys.SEALED)
                    .flatMap(List::stream)
                    .toList();

    /// @param token for `/reset#` of the server's address
    public record ResetLink(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "ResetLink[***]";
        }
    }

    private Maintenance() {}

    /// A one-time link for a user who cannot sign in. Works while the server runs, and while it is
    /// stopped.
    ///
    /// @throws StartProblem when there is no such active user, or no database
    public static ResetLink resetLink(Settings settings, String email) {
        settings.check();
        return inDatabase(
                settings,
                db -> {
                    var events = new EventBus();
                    audit(db, events);
                    var link = new UserReset(db, events, Clock.systemUTC()).link(email);
                    return new ResetLink(link.token(), link.expiresAt());
                });
    }

    /// Beside a server that runs, or alone on the data folder.
    private static <T> T inDatabase(Settings settings, Function<PipelineDb, T> work) {
        var data = existing(settings);
        if (OwnerDatabase.isUp(settings, data)) return OwnerDatabase.with(settings, data, work);
        try (var folder = DataFolder.open(data)) {
            return OwnerDatabase.with(settings, folder.path(), work);
        }
    }

    /// Seals all secrets with a new key, which takes the place of the present one at the end. All
    /// servers on the database must be stopped. What was cut off goes on with the same new key when
    /// it is run again.
    ///
    /// @throws StartProblem when a server runs, or there is no database
    public static KeyRotation.Result rotateKey(Settings settings) {
        settings.check();
        var data = existing(settings);
        try (var folder = DataFolder.open(data)) {
            return OwnerDatabase.with(
                    settings,
                    folder.path(),
                    db -> {
                        // before there is a next key: a refusal leaves nothing behind
                        refuseNodes(db);
                        var change = MasterKey.change(settings, folder.path());
                        var rotated =
                                new KeyRotation(
                                                new SecretBox(change.former()),
                                                new SecretBox(change.next()),
                                                db.sql())
                                        .run(SEALED);
                        db.tx().executeWithoutResult(status -> tellRotated(db));
                        change.done().run();
                        return rotated;
                    });
        }
    }

    /// The key is of all organizations: each one's audit tells it.
    private static void tellRotated(PipelineDb db) {
        var audit = audit(db, new EventBus());
        db.sql()
                .sql("SELECT id FROM organization ORDER BY id")
                .query(UUID.class)
                .list()
                .forEach(id ->
                        audit.recordSystem(
                                new OrganizationId(id),
                                "secrets.key-rotated",
                                "organization",
                                id.toString(),
                                Map.of("by", "command line")));
    }

    private static Audit audit(PipelineDb db, EventBus events) {
        return Audit.listening(
                new AppDb(db.sql(), db.tx(), db.changes()), db, JsonMapper.shared(), events);
    }

    private static Path existing(Settings settings) {
        var data = settings.path(Setting.WABS_DATA);
        if (!Files.isDirectory(data))
            throw new StartProblem(
                    "There is no data folder " + data + ": say which one by --data or WABS_DATA.");
        return data;
    }

    private static void refuseNodes(PipelineDb db) {
        long alive =
                db.sql()
                        .sql(
                                "SELECT count(*) FROM node WHERE alive_at > clock_timestamp() - interval '30 seconds'")
                        .query(Long.class)
                        .single();
        if (alive > 0)
            throw new StartProblem(
                    "A server works on this database, or was killed less than half a minute ago: stop all of them, then try again.");
    }
}
