package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.job.Job;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.page.Cursor;
import org.wabs.server.platform.page.Page;
import org.wabs.server.platform.page.PageRequest;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.SqlArrays;
import tools.jackson.databind.ObjectMapper;

/// Imports and bulk actions of the bound organization, for whoever comes back to see them.
final class ContactJobs {
    /// @param action of a bulk action; absent for an import
    /// @param tag that it adds or takes away
    /// @param attribute that it sets
    /// @param file of an import
    /// @param dryRun of an import: nothing was changed
    record ContactJob(
            Job job,
            BulkAction.@Nullable Kind action,
            @Nullable String tag,
            @Nullable String attribute,
            @Nullable String file,
            boolean dryRun) {}

    private static final List<String> KINDS = List.of(ImportRun.TASK.kind(), BulkRun.TASK.kind());

    private static final String WHAT =
            """
            SELECT id, action, NULL AS file, false AS dry_run FROM contact_bulk WHERE id = ANY (:ids)
            UNION ALL
            SELECT id, NULL, file_name, coalesce((options ->> 'dryRun')::boolean, false) FROM contact_import WHERE id = ANY (:ids)\
            """;

    private final AppDb db;
    private final Jobs jobs;
    private final ObjectMapper json;

    ContactJobs(AppDb db, Jobs jobs, ObjectMapper json) {
        this.db = db;
        this.jobs = jobs;
        this.json = json;
    }

    /// Newest first.
    Page<ContactJob> list(PageRequest page) {
        var after = Cursor.decode(page.cursor(), 1);
        return Objects.requireNonNull(
                db.tx()
                        .execute(status -> {
                            var found =
                                    jobs.newest(
                                            KINDS,
                                            after == null ? null : after.uuid(0),
                                            page.size() + 1);
                            var one = Page.of(found, page.size(), last -> Cursor.encode(last.id()));
                            return new Page<>(described(one.items()), one.next());
                        }));
    }

    private List<ContactJob> described(List<Job> found) {
        var what = new HashMap<UUID, ContactJob>();
        Map<UUID, Job> byId = new HashMap<>();
        found.forEach(job -> byId.put(job.id(), job));
        db.sql()
                .sql(WHAT)
                .param("ids", SqlArrays.uuids(found, Job::id))
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    what.put(id, described(Objects.requireNonNull(byId.get(id)), row));
                });
        return found.stream().map(job -> what.getOrDefault(job.id(), bare(job))).toList();
    }

    private static ContactJob bare(Job job) {
        return new ContactJob(job, null, null, null, null, false);
    }

    private ContactJob described(Job job, ResultSet row) throws SQLException {
        var text = row.getString("action");
        var action = text == null ? null : json.readValue(text, BulkAction.class);
        return new ContactJob(
                job,
                action == null ? null : action.kind(),
                action == null ? null : action.tag(),
                action == null ? null : action.attribute(),
                row.getString("file"),
                row.getBoolean("dry_run"));
    }
}
