package org.wabs.server.inbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.wabs.server.contact.ConsentSource;
import org.wabs.server.contact.Consents;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.inbox.ConsentIntake.Said;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// STARTs of people who had not opted out when they were delivered: talk, unless a STOP written
/// before comes in after them. The rows of `heard_start`, written under the lock of the contact.
final class HeardStarts {
    /// Meta delivers a webhook for seven days.
    private static final Duration KEPT = Duration.ofDays(8);

    private static final String REMEMBER =
            """
            INSERT INTO heard_start (organization_id, recipient_key, at, source, contact_id, text)
            SELECT * FROM unnest(:organizations, :keys, :ats, :sources, :contacts, :texts)
            ON CONFLICT DO NOTHING\
            """;

    private static final String OF_PEOPLE =
            """
            SELECT h.organization_id, h.recipient_key, h.at, h.source, h.contact_id, h.text
              FROM unnest(:organizations, :keys) AS u(organization_id, recipient_key)
              JOIN heard_start h ON h.organization_id = u.organization_id AND h.recipient_key = u.recipient_key\
            """;

    private final PipelineDb db;
    private final Clock clock;

    HeardStarts(PipelineDb db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void remember(Collection<Said> starts) {
        if (starts.isEmpty()) return;
        var all = List.copyOf(starts);
        db.sql()
                .sql(REMEMBER)
                .param("organizations", SqlArrays.uuids(all, one -> organization(one.person())))
                .param("keys", SqlArrays.texts(all, one -> one.person().key().value()))
                .param("ats", SqlArrays.times(all, Said::at))
                .param("sources", SqlArrays.texts(all, one -> one.wish().source().name()))
                .param("contacts", SqlArrays.uuids(all, Said::contact))
                .param("texts", SqlArrays.texts(all, one -> one.wish().words()))
                .update();
    }

    List<Said> of(Collection<Consents.Person> people) {
        if (people.isEmpty()) return List.of();
        var all = List.copyOf(people);
        return db.sql()
                .sql(OF_PEOPLE)
                .param("organizations", SqlArrays.uuids(all, HeardStarts::organization))
                .param("keys", SqlArrays.texts(all, person -> person.key().value()))
                .query((row, n) ->
                        new Said(
                                null,
                                new Consents.Person(
                                        new OrganizationId(
                                                row.getObject("organization_id", UUID.class)),
                                        new RecipientKey(row.getString("recipient_key"))),
                                row.getObject("contact_id", UUID.class),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                new ConsentWish(
                                        ConsentWish.Kind.IN,
                                        ConsentSource.valueOf(row.getString("source")),
                                        row.getString("text"))))
                .list();
    }

    private static UUID organization(Consents.Person person) {
        return person.organization().value();
    }

    Task<Void> forgetting() {
        return Tasks.recurring("heard-starts", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((instance, context) -> forget());
    }

    void forget() {
        db.sql()
                .sql("DELETE FROM heard_start WHERE at < :before")
                .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
