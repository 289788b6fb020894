package org.wabs.server.contact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.Tenant;

/// The tags of the bound organization, and the attributes that its people have.
final class TagBook {
    /// @param people how many carry it, counted up to 10,000
    /// @param peopleIsEstimate 10,000 or more
    record TagView(UUID id, String name, long people, boolean peopleIsEstimate, int version) {}

    /// @param example a value that somebody has
    record AttributeView(String name, String example) {}

    private static final int COUNTED = 10_000;

    private static final String LIST =
            """
            SELECT t.id, t.name, t.version, n.people FROM tag t
             CROSS JOIN LATERAL (
                   SELECT count(*) AS people FROM (SELECT FROM contact_tag c WHERE c.tag = t.name LIMIT :counted) counted) n
            """;

    /// A job under way that takes a tag of these names from people or gives it to them.
    private static final String MOVING =
            """
            SELECT b.id FROM contact_bulk b JOIN job j USING (organization_id, id)
             WHERE j.state IN ('QUEUED', 'RUNNING') AND (b.people ->> 'tag' = ANY (:names)
                   OR b.action ->> 'kind' = 'RENAME_TAG' AND b.action ->> 'value' = ANY (:names))
             LIMIT 1\
            """;

    private final AppDb db;
    private final BulkBook bulk;

    TagBook(AppDb db, BulkBook bulk) {
        this.db = db;
        this.bulk = bulk;
    }

    List<TagView> list() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(LIST + " ORDER BY t.name")
                                        .param("counted", COUNTED)
                                        .query((row, n) -> view(row))
                                        .list()));
    }

    private static TagView view(java.sql.ResultSet row) throws java.sql.SQLException {
        long people = row.getLong("people");
        return new TagView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                people,
                people >= COUNTED,
                row.getInt("version"));
    }

    Optional<TagView> find(UUID id) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(LIST + " WHERE t.id = :id")
                                        .param("counted", COUNTED)
                                        .param("id", id)
                                        .query((row, n) -> view(row))
                                        .optional()));
    }

    TagView get(UUID id) {
        return find(id).orElseThrow(() ->
                new ProblemException(ProblemType.NOT_FOUND, "There is no tag " + id + "."));
    }

    TagView create(UUID id, String name) {
        var added =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status -> {
                                    requireAtRest(name);
                                    return db.sql()
                                            .sql(
                                                    "INSERT INTO tag (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING")
                                            .param("id", id)
                                            .param("name", name)
                                            .update();
                                }));
        if (added == 0 && find(id).isEmpty()) throw taken(name);
        db.changes().note(Tenant.current(), Subject.SETTINGS);
        return get(id);
    }

    private static ProblemException taken(String name) {
        return new ProblemException(ProblemType.CONFLICT, "There is a tag " + name + " already.")
                .with("name", name);
    }

    /// Whoever carries the tag will carry it under its new name.
    ///
    /// @return the job that goes through them
    /// @throws ProblemException when it was renamed meanwhile, or the name is taken
    UUID rename(UUID id, int version, String name, UUID user) {
        get(id);
        try {
            return ordered(() -> renameIn(id, version, name, user));
        } catch (DuplicateKeyException e) {
            throw taken(name);
        }
    }

    private UUID ordered(Supplier<UUID> order) {
        var job = Objects.requireNonNull(db.tx().execute(status -> order.get()));
        bulk.begin(job);
        return job;
    }

    private UUID renameIn(UUID id, int version, String name, UUID user) {
        var former = get(id);
        int changed =
                db.sql()
                        .sql(
                                "UPDATE tag SET name = :name, version = version + 1 WHERE id = :id AND version = :version")
                        .param("name", name)
                        .param("id", id)
                        .param("version", version)
                        .update();
        if (changed == 0) {
            throw new ProblemException(ProblemType.CONFLICT, "Somebody renamed this tag meanwhile.")
                    .with("version", former.version());
        }
        requireAtRest(former.name(), name);
        db.changes().note(Tenant.current(), Subject.SETTINGS);
        return bulk.store(
                BulkAction.renameTag(former.name(), name), BulkPeople.withTag(former.name()), user);
    }

    /// Two jobs on one name would overtake each other and leave people behind.
    private void requireAtRest(String... names) {
        db.sql()
                .sql(MOVING)
                .param("names", SqlArrays.texts(List.of(names), name -> name))
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional()
                .ifPresent(job -> {
                    throw new ProblemException(
                                    ProblemType.CONFLICT,
                                    "The tag "
                                            + String.join(" or ", names)
                                            + " is still being renamed or taken from people. Try again when that job is done.")
                            .with("jobId", job);
                });
    }

    /// Takes it from everybody.
    ///
    /// @return the job that goes through them
    UUID delete(UUID id, UUID user) {
        return ordered(() -> {
            var tag = get(id);
            db.sql().sql("DELETE FROM tag WHERE id = :id").param("id", id).update();
            requireAtRest(tag.name());
            db.changes().note(Tenant.current(), Subject.SETTINGS);
            return bulk.store(
                    BulkAction.removeTag(tag.name()), BulkPeople.withTag(tag.name()), user);
        });
    }

    List<AttributeView> attributes() {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "SELECT name, example FROM contact_attribute ORDER BY name LIMIT 1000")
                                        .query((row, n) ->
                                                new AttributeView(
                                                        row.getString("name"),
                                                        row.getString("example")))
                                        .list()));
    }
}
