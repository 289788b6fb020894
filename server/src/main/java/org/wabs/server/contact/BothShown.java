package org.wabs.server.contact;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Learns from webhooks that show number and user id of one person: a contact known by the user id
/// only gets the number, or becomes one with the contact that has it.
final class BothShown {
    private record Pair(int n, UUID hiddenId, @Nullable UUID numberId) {}

    private static final String PAIRS =
            """
            SELECT u.n, hidden.id AS hidden_id, number.id AS number_id
              FROM unnest(:organizations, :keys, :bsuids) WITH ORDINALITY AS u(organization_id, recipient_key, bsuid, n)
              CROSS JOIN LATERAL (
                   SELECT id FROM contact WHERE organization_id = u.organization_id AND bsuid = u.bsuid AND phone IS NULL LIMIT 1) hidden
              LEFT JOIN LATERAL (
                   SELECT id FROM contact WHERE organization_id = u.organization_id AND recipient_key = u.recipient_key LIMIT 1) number ON true\
            """;

    private static final String GIVE_NUMBER =
            """
            UPDATE contact SET phone = :phone, recipient_key = :key, country = coalesce(:country, country), updated_at = now()
             WHERE organization_id = :organization AND id = :id AND phone IS NULL\
            """;

    private final PipelineDb db;
    private final ContactMerging merging;

    BothShown(PipelineDb db, EventBus bus) {
        this.db = db;
        this.merging = new ContactMerging(db, bus);
    }

    void settle(List<Seen> people) {
        var both =
                people.stream().filter(one -> one.waId() != null && one.bsuid() != null).toList();
        if (both.isEmpty()) return;
        var pairs =
                db.sql()
                        .sql(PAIRS)
                        .param(
                                "organizations",
                                SqlArrays.uuids(both, p -> p.organization().value()))
                        .param("keys", SqlArrays.texts(both, p -> p.key().value()))
                        .param("bsuids", SqlArrays.texts(both, Seen::bsuid))
                        .query((row, n) ->
                                new Pair(
                                        row.getInt("n"),
                                        row.getObject("hidden_id", UUID.class),
                                        row.getObject("number_id", UUID.class)))
                        .list();
        for (var pair : pairs) {
            var person = both.get(pair.n() - 1);
            var organization = person.organization();
            if (pair.numberId() == null) {
                giveNumber(organization, pair.hiddenId(), person);
                db.changes().note(organization, Subject.CONTACT, pair.hiddenId());
            } else if (merging.merge(organization, pair.hiddenId(), pair.numberId())) {
                giveUserId(person, pair.numberId());
                db.changes()
                        .note(
                                organization,
                                Subject.CONTACT,
                                Set.of(pair.hiddenId(), pair.numberId()));
            }
        }
    }

    /// The one that is shown is the present one: it changes with the person's number.
    private void giveUserId(Seen person, UUID id) {
        db.sql()
                .sql(
                        "UPDATE contact SET bsuid = :bsuid WHERE organization_id = :organization AND id = :id")
                .param("organization", person.organization().value())
                .param("id", id)
                .param("bsuid", person.bsuid())
                .update();
    }

    private void giveNumber(OrganizationId organization, UUID id, Seen person) {
        var contact = merging.lock(organization, id).stream().findFirst();
        if (contact.isEmpty() || contact.get().phone() != null) return;
        var key = person.key();
        db.sql()
                .sql(GIVE_NUMBER)
                .param("organization", organization.value())
                .param("id", id)
                .param("key", key.value())
                .param("phone", Contacts.phone(person))
                .param("country", PhoneNumbers.country(key.value()))
                .update();
        merging.recipientChanged(organization, id, contact.get().recipientKey(), key);
    }
}
