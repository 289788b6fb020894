package org.wabs.server.contact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// How people were known before they changed their number or user id. A number may belong to
/// somebody else afterwards, so what is asked for is always a number at a time.
final class FormerKeys {
    private static final String REMEMBER =
            """
            INSERT INTO contact_former_key (organization_id, recipient_key, changed_at, contact_id)
            VALUES (:organization, :key, :at, :contact)
            ON CONFLICT (organization_id, recipient_key, changed_at) DO NOTHING\
            """;

    private static final String FIND =
            """
            SELECT id FROM (
                (SELECT contact_id AS id, 1 AS preference FROM contact_former_key
                  WHERE organization_id = :organization AND recipient_key = :key AND changed_at >= :at
                  ORDER BY changed_at LIMIT 1)
                UNION ALL
                SELECT id, 2 FROM contact WHERE organization_id = :organization AND recipient_key = :key
                UNION ALL
                SELECT id, 3 FROM contact WHERE organization_id = :organization AND bsuid = :key) AS found
             ORDER BY preference LIMIT 1\
            """;

    private static final String FORMERLY =
            """
            SELECT u.n, c.id, c.recipient_key
              FROM unnest(:organizations, :keys, :bsuids, :ats) WITH ORDINALITY AS u(organization_id, recipient_key, bsuid, at, n)
              CROSS JOIN LATERAL (
                   SELECT contact_id FROM contact_former_key
                    WHERE organization_id = u.organization_id AND recipient_key IN (u.recipient_key, u.bsuid) AND changed_at >= u.at
                    ORDER BY changed_at LIMIT 1) k
              JOIN contact c ON c.organization_id = u.organization_id AND c.id = k.contact_id\
            """;

    private final PipelineDb db;

    FormerKeys(PipelineDb db) {
        this.db = db;
    }

    void remember(OrganizationId organization, RecipientKey key, Instant until, UUID contact) {
        db.sql()
                .sql(REMEMBER)
                .param("organization", organization.value())
                .param("key", key.value())
                .param("at", until.atOffset(ZoneOffset.UTC))
                .param("contact", contact)
                .update();
    }

    boolean isKnown(OrganizationId organization, RecipientKey key, Instant until) {
        return db.sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM contact_former_key WHERE organization_id = :organization AND recipient_key = :key AND changed_at = :at)")
                .param("organization", organization.value())
                .param("key", key.value())
                .param("at", until.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Whether a later change of the same kind has been followed already.
    boolean changedSince(IdentityChange change, UUID contact) {
        return db.sql()
                .sql(
                        """
                        SELECT EXISTS (SELECT FROM contact_former_key
                                        WHERE organization_id = :organization AND contact_id = :contact AND changed_at > :at
                                          AND starts_with(recipient_key, '+') = :number)\
                        """)
                .param("organization", change.organization().value())
                .param("contact", contact)
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("number", change.isOfNumber())
                .query(Boolean.class)
                .single();
    }

    /// Whoever was known by this key at that time.
    Optional<UUID> find(OrganizationId organization, RecipientKey key, Instant at) {
        return db.sql()
                .sql(FIND)
                .param("organization", organization.value())
                .param("key", key.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /// Those who are known otherwise now.
    Map<Contacts.Sighting, Contacts.Known> find(Collection<Contacts.Sighting> sightings) {
        var found = new LinkedHashMap<Contacts.Sighting, Contacts.Known>();
        List<Contacts.Sighting> asked = new ArrayList<>(sightings);
        if (asked.isEmpty()) return found;
        db.sql()
                .sql(FORMERLY)
                .param(
                        "organizations",
                        SqlArrays.uuids(asked, one -> one.seen().organization().value()))
                .param("keys", SqlArrays.texts(asked, one -> one.seen().key().value()))
                .param("bsuids", SqlArrays.texts(asked, one -> one.seen().bsuid()))
                .param("ats", SqlArrays.times(asked, Contacts.Sighting::at))
                .query(row -> {
                    found.put(
                            asked.get(row.getInt("n") - 1),
                            new Contacts.Known(
                                    row.getObject("id", UUID.class),
                                    new RecipientKey(row.getString("recipient_key"))));
                });
        return found;
    }
}
