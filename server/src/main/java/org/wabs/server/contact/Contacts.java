package org.wabs.server.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.event.EventBus;
import org.wabs.server.platform.id.Ids;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// The people that the pipelines meet. In the caller's [PipelineDb] transaction.
public final class Contacts {
    /// A person who is in our books.
    public record Known(UUID contactId, RecipientKey recipientKey) {}

    /// A person as a webhook showed them at a time.
    public record Sighting(Seen seen, Instant at) {}

    private record Lacking(Seen seen, UUID contactId) {}

    private record Newcomer(UUID id, Seen seen, RecipientKey key, @Nullable String name) {}

    /// A contact of any organization.
    public record Id(OrganizationId organization, UUID contact) {}

    /// The number finds its contact first; the business-scoped user id only where the number finds
    /// none.
    private static final String FIND =
            """
            SELECT u.n, c.id, c.recipient_key,
                   u.name IS NOT NULL AND c.name IS NULL AS lacks_name,
                   u.bsuid IS NOT NULL AND c.bsuid IS NULL AND c.recipient_key = u.recipient_key AS lacks_bsuid
              FROM unnest(:organizations, :keys, :bsuids, :names) WITH ORDINALITY AS u(organization_id, recipient_key, bsuid, name, n)
              CROSS JOIN LATERAL (
                  SELECT id, recipient_key, name, bsuid, 1 AS preference FROM contact
                   WHERE organization_id = u.organization_id AND recipient_key = u.recipient_key
                  UNION ALL
                  SELECT id, recipient_key, name, bsuid, 2 FROM contact
                   WHERE organization_id = u.organization_id AND bsuid = u.bsuid
                  ORDER BY preference LIMIT 1) c\
            """;

    private static final String ADD =
            """
            INSERT INTO contact (organization_id, id, recipient_key, phone, bsuid, name, name_lower, name_search, country)
            SELECT organization_id, id, recipient_key, phone, bsuid, name, name_lower, name_search, country
              FROM unnest(:organizations, :ids, :keys, :phones, :bsuids, :names, :lowerNames, :searchNames, :countries)
                   AS u(organization_id, id, recipient_key, phone, bsuid, name, name_lower, name_search, country)
             ORDER BY organization_id, recipient_key
            ON CONFLICT DO NOTHING\
            """;

    /// In a statement of its own and without joins: a row that changes meanwhile costs none of the
    /// others (ADR 0004).
    private static final String LOCK =
            """
            SELECT c.id FROM contact c
             WHERE c.organization_id = ANY (:organizations) AND c.id = ANY (:ids)
             ORDER BY c.organization_id, c.recipient_key
               FOR NO KEY UPDATE\
            """;

    /// Fills in what was missing. A user id that a contact with another number holds stays there:
    /// merging the two is a person's decision.
    private static final String FILL_IN =
            """
            WITH given AS (
                SELECT DISTINCT ON (organization_id, id) * FROM unnest(:organizations, :ids, :bsuids, :names, :lowerNames, :searchNames)
                       AS u(organization_id, id, bsuid, name, name_lower, name_search)
            )
            UPDATE contact c
               SET name = coalesce(c.name, g.name), name_lower = coalesce(c.name_lower, g.name_lower),
                   name_search = coalesce(c.name_search, g.name_search),
                   bsuid = CASE WHEN c.bsuid IS NULL AND NOT EXISTS (
                                     SELECT FROM contact other WHERE other.organization_id = g.organization_id AND other.bsuid = g.bsuid)
                                THEN g.bsuid ELSE c.bsuid END,
                   updated_at = now()
              FROM given g
             WHERE (c.organization_id, c.id) = (g.organization_id, g.id)\
            """;

    private static final String LANGUAGES =
            """
            SELECT c.organization_id, c.id, c.language
              FROM unnest(:organizations, :ids) AS u(organization_id, id)
              JOIN contact c ON c.organization_id = u.organization_id AND c.id = u.id
             WHERE c.language IS NOT NULL\
            """;

    private final PipelineDb db;
    private final BothShown bothShown;
    private final FormerKeys formerKeys;
    private final IdentityChanges identities;

    Contacts(PipelineDb db, EventBus bus) {
        this.db = db;
        this.bothShown = new BothShown(db, bus);
        this.formerKeys = new FormerKeys(db);
        this.identities = new IdentityChanges(db, formerKeys, bus);
    }

    /// Makes sure that everyone seen has a contact, and fills in a name or user id that it lacks. A
    /// contact that was known by its user id only gets the number that is shown with it; if there
    /// is a contact with that number, the two become one.
    ///
    /// @return a contact for each of `people`
    public Map<Seen, Known> seen(Collection<Seen> people) {
        var distinct = people.stream().distinct().toList();
        bothShown.settle(distinct);
        var known = find(distinct);
        // one newcomer per key: the rest of them finds that row afterwards
        var newcomers = new LinkedHashMap<List<Object>, Newcomer>();
        for (var person : distinct) {
            if (known.containsKey(person)) continue;
            var key = person.key();
            newcomers.putIfAbsent(
                    List.of(person.organization(), key),
                    new Newcomer(Ids.next(), person, key, name(person)));
        }
        if (newcomers.isEmpty()) return known;
        add(List.copyOf(newcomers.values()));
        // a new snapshot: shows our rows, and those of whoever was faster
        known.putAll(find(distinct.stream().filter(person -> !known.containsKey(person)).toList()));
        for (var person : distinct) {
            if (!known.containsKey(person))
                throw new IllegalStateException("no contact was made for " + person);
        }
        tell(List.copyOf(newcomers.values()), one -> one.seen().organization(), Newcomer::id);
        return known;
    }

    /// Whoever has contacts before them sees those that come and those that change.
    private <T> void tell(
            List<T> people, Function<T, OrganizationId> organization, Function<T, UUID> id) {
        people.stream()
                .collect(
                        Collectors.groupingBy(
                                organization, Collectors.mapping(id, Collectors.toSet())))
                .forEach((one, ids) -> db.changes().note(one, Subject.CONTACT, ids));
    }

    /// The languages of those who have one.
    public Map<Id, String> languages(List<Id> people) {
        var languages = new HashMap<Id, String>();
        db.sql()
                .sql(LANGUAGES)
                .param("organizations", SqlArrays.uuids(people, one -> one.organization().value()))
                .param("ids", SqlArrays.uuids(people, Id::contact))
                .query(row -> {
                    var organization =
                            new OrganizationId(row.getObject("organization_id", UUID.class));
                    languages.put(
                            new Id(organization, row.getObject("id", UUID.class)),
                            row.getString("language"));
                });
        return languages;
    }

    /// Those of them who have changed their number or user id since: what they wrote before is
    /// theirs, not that of whoever has the number now.
    public Map<Sighting, Known> formerly(Collection<Sighting> sightings) {
        return formerKeys.find(sightings);
    }

    /// Gives a person the new number or user id; if there is a contact with it, the two become one.
    /// Changes may come late, in any order and again.
    ///
    /// @return whether it made a difference
    public boolean follow(IdentityChange change) {
        if (identities.isKnown(change)) return false;
        var followed = identities.follow(change);
        var contact =
                followed.map(IdentityChanges.Followed::contact)
                        .orElseGet(() ->
                                Objects.requireNonNull(
                                                seen(List.of(change.present()))
                                                        .get(change.present()))
                                        .contactId());
        identities.remember(change, contact);
        return followed.map(IdentityChanges.Followed::changed).orElse(false);
    }

    private Map<Seen, Known> find(List<Seen> people) {
        var known = new LinkedHashMap<Seen, Known>();
        if (people.isEmpty()) return known;
        var lacking = new ArrayList<Lacking>();
        db.sql()
                .sql(FIND)
                .param("organizations", SqlArrays.uuids(people, p -> p.organization().value()))
                .param("keys", SqlArrays.texts(people, p -> p.key().value()))
                .param("bsuids", SqlArrays.texts(people, Seen::bsuid))
                .param("names", SqlArrays.texts(people, Contacts::name))
                .query(row -> {
                    var person = people.get(row.getInt("n") - 1);
                    var id = row.getObject("id", UUID.class);
                    known.put(
                            person,
                            new Known(id, new RecipientKey(row.getString("recipient_key"))));
                    if (row.getBoolean("lacks_name") || row.getBoolean("lacks_bsuid"))
                        lacking.add(new Lacking(person, id));
                });
        if (!lacking.isEmpty()) fillIn(lacking);
        return known;
    }

    private void fillIn(List<Lacking> people) {
        var organizations = SqlArrays.uuids(people, p -> p.seen().organization().value());
        var ids = SqlArrays.uuids(people, Lacking::contactId);
        db.sql()
                .sql(LOCK)
                .param("organizations", organizations)
                .param("ids", ids)
                .query(UUID.class)
                .list();
        db.sql()
                .sql(FILL_IN)
                .param("organizations", organizations)
                .param("ids", ids)
                .param("bsuids", SqlArrays.texts(people, p -> p.seen().bsuid()))
                .param("names", SqlArrays.texts(people, p -> name(p.seen())))
                .param("lowerNames", SqlArrays.texts(people, p -> PlainText.lower(name(p.seen()))))
                .param("searchNames", SqlArrays.texts(people, p -> SearchText.of(name(p.seen()))))
                .update();
        tell(people, one -> one.seen().organization(), Lacking::contactId);
    }

    private void add(List<Newcomer> unordered) {
        var newcomers =
                unordered.stream()
                        .sorted(Comparator.comparing(newcomer -> newcomer.key().value()))
                        .toList();
        db.sql()
                .sql(ADD)
                .param(
                        "organizations",
                        SqlArrays.uuids(newcomers, n -> n.seen().organization().value()))
                .param("ids", SqlArrays.uuids(newcomers, Newcomer::id))
                .param("keys", SqlArrays.texts(newcomers, n -> n.key().value()))
                .param("phones", SqlArrays.texts(newcomers, n -> phone(n.seen())))
                .param("bsuids", SqlArrays.texts(newcomers, n -> n.seen().bsuid()))
                .param("names", SqlArrays.texts(newcomers, Newcomer::name))
                .param("lowerNames", SqlArrays.texts(newcomers, n -> PlainText.lower(n.name())))
                .param("searchNames", SqlArrays.texts(newcomers, n -> SearchText.of(n.name())))
                .param("countries", SqlArrays.texts(newcomers, Contacts::country))
                .update();
    }

    /// As Meta shows it, not in canonical form: this spelling is known to reach the person.
    static @Nullable String phone(Seen person) {
        var waId = person.waId();
        if (waId == null) return null;
        return waId.startsWith("+") ? waId : "+" + waId;
    }

    private static @Nullable String country(Newcomer newcomer) {
        var bsuid = newcomer.seen().bsuid();
        if (bsuid != null && RecipientKey.isBsuid(bsuid)) return bsuid.substring(0, 2);
        return PhoneNumbers.country(newcomer.key().value());
    }

    private static @Nullable String name(Seen person) {
        return PlainText.shortened(person.profileName(), PlainText.NAME);
    }
}
