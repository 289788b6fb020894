package org.wabs.server.contact;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.contact.BulkProgress.Order;
import org.wabs.server.contact.BulkStep.Person;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.job.JobTask;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.job.SteppedWork;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Goes through the people of a bulk action in the order of their ids, a chunk at a time; people
/// who come while it runs are left out.
final class BulkRun extends SteppedWork<Order> {
    static final JobTask TASK =
            new JobTask(
                    "contact-bulk",
                    "contact_bulk",
                    "action",
                    "Those counted here are done; the server's log says what stood in the way. Order it again to go on.");

    private static final Logger log = LoggerFactory.getLogger(BulkRun.class);
    private static final int CHUNK = 1_000;

    /// Deleting changes the person's messages as well.
    private static final int DELETED_AT_ONCE = 100;

    private static final int TAGS_AT_ONCE = 5_000;

    private static final String NEXT =
            """
            SELECT c.contact_id, c.recipient_key FROM contact_audience c
             WHERE c.organization_id = :organization AND c.contact_id > :after AND c.contact_id < wabs_uuid_floor(:before) AND %s
             ORDER BY c.contact_id LIMIT :limit\
            """;

    private static final String COUNT =
            """
            SELECT count(*) FROM contact_audience c
             WHERE c.organization_id = :organization AND c.contact_id < wabs_uuid_floor(:before) AND %s\
            """;

    private static final String REMOVE_TAGS =
            """
            WITH given AS (
                SELECT tag, contact_id FROM contact_tag
                 WHERE organization_id = :organization AND (tag, contact_id) > (:tag, :contact) AND import_id = :import
                 ORDER BY tag, contact_id LIMIT :limit
            ), removed AS (
                DELETE FROM contact_tag t USING given g
                 WHERE t.organization_id = :organization AND t.tag = g.tag AND t.contact_id = g.contact_id
            )
            SELECT tag, contact_id FROM given ORDER BY tag DESC, contact_id DESC\
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private record Given(String tag, UUID contact) {}

    private final BulkProgress progress;
    private final BulkStep step;
    private final DefaultCountry country;

    BulkRun(
            PipelineDb db,
            Jobs jobs,
            BulkProgress progress,
            BulkStep step,
            DefaultCountry country) {
        super(db, jobs);
        this.progress = progress;
        this.step = step;
        this.country = country;
    }

    @Override
    protected Optional<Order> next(OrganizationId organization, UUID id) {
        return progress.next(organization, id);
    }

    @Override
    protected void begin(Order order) {
        var condition = order.people().condition(country.of(order.organization()));
        var total =
                db.sql()
                        .sql(COUNT.formatted(condition.sql()))
                        .param("organization", order.organization().value())
                        .param("before", before(order))
                        .params(condition.values())
                        .query(Long.class)
                        .single();
        if (order.position() == null) jobs.running(order.organization(), order.id(), total);
    }

    /// A contact's id has the millisecond in which it was made.
    private static java.time.OffsetDateTime before(Order order) {
        return order.createdAt().plusMillis(1).atOffset(ZoneOffset.UTC);
    }

    @Override
    protected boolean step(Order order) {
        var condition = order.people().condition(country.of(order.organization()));
        var people =
                db.sql()
                        .sql(NEXT.formatted(condition.sql()))
                        .param("organization", order.organization().value())
                        .param("after", order.position() == null ? BEFORE_ALL : order.position())
                        .param("before", before(order))
                        .params(condition.values())
                        .param("limit", size(order.action().kind()))
                        .query((row, n) ->
                                new Person(
                                        row.getObject("contact_id", UUID.class),
                                        row.getString("recipient_key")))
                        .list();
        if (people.isEmpty()) return false;
        int changed = step.apply(order, people);
        progress.advance(order, people.getLast().id(), people.size(), changed);
        db.changes().note(order.organization(), Subject.CONTACT);
        return true;
    }

    private static int size(BulkAction.Kind kind) {
        return switch (kind) {
            case ADD_TAG, REMOVE_TAG, RENAME_TAG, SET_ATTRIBUTE, OPT_IN, OPT_OUT -> CHUNK;
            case DELETE, UNDO_IMPORT -> DELETED_AT_ONCE;
        };
    }

    @Override
    protected void finish(Order order) {
        jobs.finished(order.organization(), order.id(), result(order));
        db.changes().note(order.organization(), Subject.CONTACT);
        log.info("Bulk action done jobId={} kind={}", order.id(), order.action().kind());
    }

    private Map<String, Long> result(Order order) {
        var result = new LinkedHashMap<String, Long>();
        var importId = order.people().importId();
        if (importId == null) {
            result.put("matched", order.done());
            result.put("changed", order.changed());
            return result;
        }
        result.put("removed", order.changed());
        result.put("kept", order.done() - order.changed());
        result.put("tagsRemoved", removeTags(order.organization(), importId));
        return result;
    }

    /// Tags that the import gave to people who are still here.
    private long removeTags(OrganizationId organization, UUID importId) {
        long removed = 0;
        var last = new Given("", BEFORE_ALL);
        while (true) {
            var after = last;
            var given =
                    Objects.requireNonNull(
                            db.tx().execute(status -> removeTags(organization, importId, after)));
            if (given.isEmpty()) return removed;
            removed += given.size();
            last = given.getFirst();
        }
    }

    private List<Given> removeTags(OrganizationId organization, UUID importId, Given after) {
        return db.sql()
                .sql(REMOVE_TAGS)
                .param("organization", organization.value())
                .param("import", importId)
                .param("tag", after.tag())
                .param("contact", after.contact())
                .param("limit", TAGS_AT_ONCE)
                .query((row, n) ->
                        new Given(row.getString("tag"), row.getObject("contact_id", UUID.class)))
                .list();
    }
}
