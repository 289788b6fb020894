package org.wabs.server.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Finds or makes conversations and locks them, in the caller's transaction. Contacts and messages
/// are locked before, never after.
final class ConversationLock {
    private static final int MOST_TRIES = 5;

    /// @param status before the change that the lock is for
    /// @param arrived how many messages of the person are in it
    /// @param phoneAppAnsweredAt when the business last answered from its phone
    record Locked(
            OrganizationId organization,
            UUID id,
            Status status,
            boolean assigned,
            int arrived,
            @Nullable Instant phoneAppAnsweredAt) {}

    private record Id(OrganizationId organization, UUID id) {}

    private static final String FIND =
            """
            SELECT c.organization_id, c.id, c.contact_id, c.phone_number_id
              FROM unnest(:organizations, :contacts, :numbers) AS u(organization_id, contact_id, number)
              JOIN conversation c ON c.organization_id = u.organization_id AND c.contact_id = u.contact_id AND c.phone_number_id = u.number\
            """;

    private static final String MAKE =
            """
            INSERT INTO conversation (organization_id, id, contact_id, phone_number_id, status, last_at)
            SELECT organization_id, id, contact_id, number, 'RESOLVED', '-infinity'
              FROM unnest(:organizations, :ids, :contacts, :numbers) AS u(organization_id, id, contact_id, number)
             ORDER BY organization_id, contact_id, number
            ON CONFLICT (organization_id, contact_id, phone_number_id) DO NOTHING\
            """;

    /// In a statement of its own, without joins and in id order (ADR 0004).
    private static final String LOCK =
            """
            SELECT c.organization_id, c.id, c.status, c.assignee_id IS NOT NULL AS assigned, c.arrived, c.phone_app_answered_at
              FROM conversation c
             WHERE c.organization_id = ANY (:organizations) AND c.id = ANY (:ids)
             ORDER BY c.organization_id, c.id
               FOR NO KEY UPDATE\
            """;

    private final PipelineDb db;

    ConversationLock(PipelineDb db) {
        this.db = db;
    }

    /// The conversations of these places, locked; those that are new are RESOLVED and empty.
    Map<Place, Locked> lock(Collection<Place> wanted) {
        var places = wanted.stream().distinct().toList();
        for (int n = 0; n < MOST_TRIES; n++) {
            var ids = find(places);
            if (ids.size() < places.size()) {
                make(places.stream().filter(place -> !ids.containsKey(place)).toList());
                ids.putAll(find(places));
            }
            var locked = lockIds(places, ids);
            if (locked.size() == places.size()) return locked;
            // one was merged away meanwhile
        }
        throw new IllegalStateException("conversations cannot be locked count=" + places.size());
    }

    /// By ids; those that are no more are left out.
    List<Locked> lock(OrganizationId organization, Collection<UUID> ids) {
        return lockRows(List.of(organization), ids);
    }

    /// Those that there are, not locked.
    Map<Place, UUID> find(List<Place> places) {
        var found = new HashMap<Place, UUID>();
        db.sql()
                .sql(FIND)
                .param("organizations", SqlArrays.uuids(places, p -> p.organization().value()))
                .param("contacts", SqlArrays.uuids(places, Place::contact))
                .param("numbers", SqlArrays.texts(places, p -> p.number().value()))
                .query(row -> {
                    found.put(
                            new Place(
                                    new OrganizationId(
                                            row.getObject("organization_id", UUID.class)),
                                    row.getObject("contact_id", UUID.class),
                                    new PhoneNumberId(row.getString("phone_number_id"))),
                            row.getObject("id", UUID.class));
                });
        return found;
    }

    private void make(List<Place> places) {
        var sorted = new ArrayList<>(places);
        sorted.sort(
                Comparator.comparing(
                                (Place place) -> place.organization().value(), SqlArrays::compare)
                        .thenComparing(Place::contact, SqlArrays::compare)
                        .thenComparing(place -> place.number().value()));
        db.sql()
                .sql(MAKE)
                .param("organizations", SqlArrays.uuids(sorted, p -> p.organization().value()))
                .param("ids", SqlArrays.uuids(sorted, p -> Ids.next()))
                .param("contacts", SqlArrays.uuids(sorted, Place::contact))
                .param("numbers", SqlArrays.texts(sorted, p -> p.number().value()))
                .update();
    }

    private Map<Place, Locked> lockIds(List<Place> places, Map<Place, UUID> ids) {
        var rows = new HashMap<Id, Locked>();
        lockRows(places.stream().map(Place::organization).distinct().toList(), ids.values())
                .forEach(row -> rows.put(new Id(row.organization(), row.id()), row));
        var locked = new HashMap<Place, Locked>();
        ids.forEach((place, id) -> {
            var row = rows.get(new Id(place.organization(), id));
            if (row != null) locked.put(place, row);
        });
        return locked;
    }

    private List<Locked> lockRows(List<OrganizationId> organizations, Collection<UUID> ids) {
        return db.sql()
                .sql(LOCK)
                .param("organizations", SqlArrays.uuids(organizations, OrganizationId::value))
                .param("ids", SqlArrays.uuids(ids, id -> id))
                .query((row, n) ->
                        new Locked(
                                new OrganizationId(row.getObject("organization_id", UUID.class)),
                                row.getObject("id", UUID.class),
                                Status.valueOf(row.getString("status")),
                                row.getBoolean("assigned"),
                                row.getInt("arrived"),
                                ThreadPages.instant(row, "phone_app_answered_at")))
                .list();
    }
}
