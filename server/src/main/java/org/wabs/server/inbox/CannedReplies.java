package org.wabs.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.server.identity.CurrentUser;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;

/// Answers that agents of the bound organization write often, by a shortcut.
final class CannedReplies {
    /// @param shortcut typed after a slash
    /// @param body may hold {name}, {first_name}, {number} and {agent}, which the client fills in
    record Reply(UUID id, String shortcut, String body, int version) {}

    private static final String COLUMNS = "SELECT id, shortcut, body, version FROM canned_reply ";

    private final AppDb db;

    CannedReplies(AppDb db) {
        this.db = db;
    }

    List<Reply> list() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(COLUMNS + "ORDER BY shortcut")
                                        .query(CannedReplies::reply)
                                        .list()));
    }

    private Optional<Reply> find(UUID id) {
        return db.sql()
                .sql(COLUMNS + "WHERE id = :id")
                .param("id", id)
                .query(CannedReplies::reply)
                .optional();
    }

    private static Reply reply(ResultSet row, int number) throws SQLException {
        return new Reply(
                row.getObject("id", UUID.class),
                row.getString("shortcut"),
                row.getString("body"),
                row.getInt("version"));
    }

    Reply add(UUID id, String shortcut, String body) {
        return write(
                shortcut,
                () -> {
                    db.sql()
                            .sql(
                                    """
                                    INSERT INTO canned_reply (id, shortcut, body, created_by) VALUES (:id, :shortcut, :body, :user)
                                    ON CONFLICT (organization_id, id) DO NOTHING\
                                    """)
                            .param("id", id)
                            .param("shortcut", shortcut)
                            .param("body", body)
                            .param("user", CurrentUser.get().id())
                            .update();
                    return find(id).orElseThrow();
                });
    }

    /// Only what is given changes.
    Reply change(UUID id, @Nullable String shortcut, @Nullable String body, int version) {
        return write(
                String.valueOf(shortcut),
                () -> {
                    int changed =
                            db.sql()
                                    .sql(
                                            """
                                            UPDATE canned_reply SET shortcut = coalesce(:shortcut, shortcut), body = coalesce(:body, body), version = version + 1
                                             WHERE id = :id AND version = :version\
                                            """)
                                    .param("shortcut", shortcut)
                                    .param("body", body)
                                    .param("id", id)
                                    .param("version", version)
                                    .update();
                    var present = find(id).orElseThrow(() -> unknown(id));
                    if (changed == 1) return present;
                    throw new ProblemException(
                                    ProblemType.CONFLICT,
                                    "The canned reply was changed in the meantime; read it again.")
                            .with("version", present.version());
                });
    }

    void delete(UUID id) {
        write(
                "",
                () -> {
                    var present = find(id).orElseThrow(() -> unknown(id));
                    db.sql()
                            .sql("DELETE FROM canned_reply WHERE id = :id")
                            .param("id", id)
                            .update();
                    return present;
                });
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no canned reply " + id + ".");
    }

    private interface Work {
        Reply run();
    }

    private Reply write(String shortcut, Work work) {
        try {
            return Objects.requireNonNull(
                    db.tx()
                            .execute(status -> {
                                var reply = work.run();
                                db.changes()
                                        .note(CurrentUser.get().organization(), Subject.SETTINGS);
                                return reply;
                            }));
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            "There is a canned reply /" + shortcut + " already.")
                    .field("shortcut", "another one");
        }
    }
}
