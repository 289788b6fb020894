package org.wabs.server.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.wabs.server.platform.change.Changes;
import org.wabs.server.platform.change.Subject;
import org.wabs.server.platform.sql.SqlArrays;

/// Writes the ledger and what follows from it: `suppression` and `contact.opted_in_at`. What holds
/// is the latest statement by its own time, in whatever order the statements arrive: a report older
/// than an opposite one is kept as history only. Contacts are locked first, in the order of their
/// keys, so that two reports on one person follow each other and cannot deadlock. Whoever watches
/// such a contact is told of the new entry.
final class ConsentLedger {
    private static final String LOCK =
            """
            SELECT c.organization_id, c.recipient_key, c.id FROM contact c
             WHERE c.organization_id = ANY (:organizations) AND c.recipient_key = ANY (:keys)
             ORDER BY c.organization_id, c.recipient_key
               FOR NO KEY UPDATE\
            """;

    private static final String GIVEN =
            """
            WITH given AS (
                SELECT DISTINCT ON (organization_id, recipient_key, at, category, source)
                       u.organization_id, u.recipient_key, coalesce(u.contact_id, c.id) AS contact_id, u.category, u.source, u.at, u.text, CAST(u.evidence AS jsonb) AS evidence
                  FROM unnest(:organizations, :keys, :contacts, :categories, :sources, :ats, :texts, :evidence)
                       AS u(organization_id, recipient_key, contact_id, category, source, at, text, evidence)
                  LEFT JOIN LATERAL (
                       SELECT id FROM contact WHERE organization_id = u.organization_id AND recipient_key = u.recipient_key LIMIT 1) c ON true
            ), recorded AS (
                INSERT INTO consent_event (organization_id, recipient_key, at, action, category, source, contact_id, text, evidence)
                SELECT organization_id, recipient_key, at, :action, category, source, contact_id, text, evidence FROM given
                ON CONFLICT (organization_id, recipient_key, at, action, category, source) DO NOTHING
                RETURNING organization_id, recipient_key, at, category, source, contact_id
            )\
            """;

    /// Meta's times are whole seconds: whoever allowed something in the second of an opt-out may
    /// have done it before, and the opt-out holds.
    private static final String OPT_OUT =
            GIVEN
                    + """
                    , latest AS (
                        SELECT DISTINCT ON (organization_id, recipient_key, category) r.*
                          FROM recorded r
                         WHERE NOT EXISTS (
                               SELECT FROM consent_event later
                                WHERE (later.organization_id, later.recipient_key) = (r.organization_id, r.recipient_key)
                                  AND later.action = 'OPT_IN' AND date_trunc('second', later.at) > r.at
                                  AND (later.category = 'ALL' OR later.category = r.category))
                         ORDER BY organization_id, recipient_key, category, at DESC
                    )
                    INSERT INTO suppression (organization_id, recipient_key, category, since, source)
                    SELECT organization_id, recipient_key, category, at, source FROM latest
                    ON CONFLICT (organization_id, recipient_key, category) DO UPDATE SET since = excluded.since, source = excluded.source
                     WHERE suppression.since < excluded.since
                    RETURNING organization_id, recipient_key\
                    """;

    private static final String OPT_IN =
            GIVEN
                    + """
                    , lifted AS (
                        DELETE FROM suppression s USING recorded r
                         WHERE (s.organization_id, s.recipient_key) = (r.organization_id, r.recipient_key)
                           AND (r.category = 'ALL' OR r.category = s.category) AND s.since <= r.at
                    ), latest AS (
                        SELECT DISTINCT ON (organization_id, recipient_key) organization_id, recipient_key, at, source
                          FROM recorded ORDER BY organization_id, recipient_key, at DESC
                    )
                    UPDATE contact c SET opted_in_at = l.at, opt_in_source = l.source, updated_at = now()
                      FROM latest l
                     WHERE (c.organization_id, c.recipient_key) = (l.organization_id, l.recipient_key)
                       AND (c.opted_in_at IS NULL OR c.opted_in_at < l.at)
                    RETURNING c.organization_id, c.recipient_key\
                    """;

    private final JdbcClient sql;
    private final Changes told;

    ConsentLedger(JdbcClient sql, Changes told) {
        this.sql = sql;
        this.told = told;
    }

    /// @return those for whom it made a difference
    Set<Consents.Person> optOut(List<OptOut> changes) {
        return write(OPT_OUT, "OPT_OUT", changes);
    }

    /// @return the contacts for whom it made a difference
    Set<Consents.Person> optIn(List<OptIn> changes) {
        return write(OPT_IN, "OPT_IN", changes);
    }

    private Set<Consents.Person> write(
            String statement, String action, List<? extends ConsentChange> changesOfOneKind) {
        if (changesOfOneKind.isEmpty()) return Set.of();
        List<ConsentChange> changes = List.copyOf(changesOfOneKind);
        var organizations = SqlArrays.uuids(changes, change -> change.organization().value());
        var keys = SqlArrays.texts(changes, change -> change.recipientKey().value());
        var contacts = lock(organizations, keys);
        var changed =
                sql.sql(statement)
                        .param("action", action)
                        .param("organizations", organizations)
                        .param("keys", keys)
                        .param("contacts", SqlArrays.uuids(changes, ConsentChange::contactId))
                        .param(
                                "categories",
                                SqlArrays.texts(changes, change -> change.category().name()))
                        .param(
                                "sources",
                                SqlArrays.texts(changes, change -> change.source().name()))
                        .param("ats", SqlArrays.times(changes, ConsentChange::at))
                        .param("texts", SqlArrays.texts(changes, ConsentChange::text))
                        .param("evidence", SqlArrays.texts(changes, ConsentChange::evidence))
                        .query((row, n) -> Consents.Person.of(row))
                        .list();
        tell(changes, contacts);
        return Set.copyOf(changed);
    }

    private void tell(List<ConsentChange> changes, Map<Consents.Person, UUID> contacts) {
        changes.stream()
                .map(one -> new Consents.Person(one.organization(), one.recipientKey()))
                .distinct()
                .filter(contacts::containsKey)
                .collect(
                        Collectors.groupingBy(
                                Consents.Person::organization,
                                Collectors.mapping(contacts::get, Collectors.toSet())))
                .forEach((organization, ids) -> told.note(organization, Subject.CONTACT, ids));
    }

    /// The contacts of these keys, as every writer of the ledger does first.
    Map<Consents.Person, UUID> lock(SqlArrayValue organizations, SqlArrayValue keys) {
        var contacts = new HashMap<Consents.Person, UUID>();
        sql.sql(LOCK)
                .param("organizations", organizations)
                .param("keys", keys)
                .query(row -> {
                    contacts.put(Consents.Person.of(row), row.getObject("id", UUID.class));
                });
        return contacts;
    }
}
