package org.wabs.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.wabs.cloudapi.MediaKind;
import org.wabs.server.platform.idempotency.NewId;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.tenant.Tenant;

/// The files of the bound organization.
final class MediaBook {
    private static final String COLUMNS =
            "SELECT id, state, mime_type, file_name, size, sha256, created_at, problem FROM media ";

    private static final int LONGEST_NAME = 240;

    private final AppDb db;
    private final Tika tika = new Tika();

    MediaBook(AppDb db) {
        this.db = db;
    }

    Optional<MediaView> find(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(COLUMNS + "WHERE id = :id")
                                        .param("id", id)
                                        .query(MediaBook::view)
                                        .optional()));
    }

    MediaView get(UUID id) {
        return find(id).orElseThrow(() ->
                new ProblemException(ProblemType.NOT_FOUND, "There is no medium " + id + "."));
    }

    private static MediaView view(ResultSet row, int number) throws SQLException {
        var type = row.getString("mime_type");
        return new MediaView(
                row.getObject("id", UUID.class),
                MediaState.valueOf(row.getString("state")),
                type,
                row.getString("file_name"),
                row.getObject("size", Long.class),
                row.getString("sha256"),
                sendableAs(type, row.getObject("size", Long.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("problem"));
    }

    private static Set<MediaKind> sendableAs(String type, @Nullable Long size) {
        return MediaRules.kinds(type).stream()
                .filter(kind -> size != null && size <= MediaRules.mostBytes(kind))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Keeps an uploaded file, if Meta takes such files. What it is, its bytes tell, not its name.
    ///
    /// @throws ProblemException naming the field that is wrong and the way out
    MediaView add(@Nullable MultipartFile file, UUID user) {
        if (file == null || file.isEmpty())
            throw wrong("There is no file.", "send the file as the part named file");
        var type = type(file);
        var kinds = MediaRules.kinds(type);
        if (kinds.isEmpty()) {
            throw wrong(
                    "WhatsApp takes no files of type " + type + ".", "send " + MediaRules.types());
        }
        if (sendableAs(type, file.getSize()).isEmpty()) {
            long most = kinds.stream().mapToLong(MediaRules::mostBytes).max().orElse(0);
            throw new ProblemException(
                            ProblemType.TOO_LARGE,
                            "WhatsApp takes files of type "
                                    + type
                                    + " up to "
                                    + most / 1024
                                    + " KB; this one has "
                                    + file.getSize() / 1024
                                    + ".")
                    .field("file", "at most " + most + " bytes");
        }
        var id = NewId.next();
        db.tx().executeWithoutResult(status -> store(file, id, type, user));
        return get(id);
    }

    private static ProblemException wrong(String detail, String way) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail).field("file", way);
    }

    private String type(MultipartFile file) {
        try (var in = file.getInputStream()) {
            return MediaRules.name(tika.detect(in, file.getOriginalFilename()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(MultipartFile file, UUID id, String type, UUID user) {
        try {
            var hash = Hashing.sha256(file.getInputStream());
            try (InputStream in = file.getInputStream()) {
                MediaPieces.store(db.sql(), Tenant.current().value(), hash, in);
            }
            db.sql()
                    .sql(
                            """
                            INSERT INTO media (id, state, sha256, size, mime_type, file_name, created_by)
                            VALUES (:id, 'STORED', :sha256, :size, :type, :name, :user)
                            ON CONFLICT DO NOTHING\
                            """)
                    .param("id", id)
                    .param("sha256", hash)
                    .param("size", file.getSize())
                    .param("type", type)
                    .param("name", name(file.getOriginalFilename()))
                    .param("user", user)
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A name without folders and control characters, which will stand in headers.
    static @Nullable String name(@Nullable String given) {
        if (given == null) return null;
        var name = given.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{Cntrl}\"]", "").strip();
        if (name.isEmpty()) return null;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /// Compares Meta's hash, which comes as hex or as Base64.
    static boolean matches(String hex, String given) {
        if (given.length() == hex.length()) return hex.equals(given.toLowerCase(Locale.ROOT));
        try {
            return hex.equals(
                    HexFormat.of().formatHex(java.util.Base64.getDecoder().decode(given)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
