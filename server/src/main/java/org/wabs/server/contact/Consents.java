package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.sql.SqlArrays;
import org.wabs.server.platform.tenant.OrganizationId;

/// Opt-ins and opt-outs that the pipelines learn of. In the caller's [PipelineDb] transaction;
/// repeats change nothing, and a report that comes late does not undo a newer one.
public final class Consents {
    /// Somebody who can be written to, known here or not.
    public record Person(OrganizationId organization, RecipientKey key) {
        static Person of(ResultSet row) throws SQLException {
            return new Person(
                    new OrganizationId(row.getObject("organization_id", UUID.class)),
                    new RecipientKey(row.getString("recipient_key")));
        }
    }

    /// What somebody has forbidden.
    ///
    /// @param marketing since when, by itself
    /// @param all whether everything
    public record Standing(@Nullable Instant marketing, boolean all) {
        public static final Standing NOTHING = new Standing(null, false);
    }

    private static final String STANDING =
            """
            SELECT s.organization_id, s.recipient_key,
                   max(s.since) FILTER (WHERE s.category = 'MARKETING') AS marketing, bool_or(s.category = 'ALL') AS "all"
              FROM unnest(:organizations, :keys) AS u(organization_id, recipient_key)
              JOIN suppression s ON s.organization_id = u.organization_id AND s.recipient_key = u.recipient_key
             GROUP BY 1, 2\
            """;

    private final PipelineDb db;
    private final ConsentLedger ledger;

    public Consents(PipelineDb db) {
        this.db = db;
        this.ledger = new ConsentLedger(db.sql(), db.changes());
    }

    /// @return those for whom it made a difference
    public Set<Person> optOut(List<OptOut> changes) {
        return ledger.optOut(changes);
    }

    public void optIn(List<OptIn> changes) {
        ledger.optIn(changes);
    }

    /// Since when a person gets no messages of this category; empty when they may be sent. As the
    /// claim asks, without a lock: the answer may change at once.
    ///
    /// @param category of Meta's: MARKETING, UTILITY or AUTHENTICATION
    public Optional<Instant> optOut(Person person, String category) {
        return db.sql()
                .sql(
                        """
                        SELECT min(since) FROM suppression
                         WHERE organization_id = :organization AND recipient_key = :key AND category IN ('ALL', :category)
                        HAVING count(*) > 0\
                        """)
                .param("organization", person.organization().value())
                .param("key", person.key().value())
                .param("category", category)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /// Locks these people and tells what they have forbidden; those who forbade nothing are left
    /// out. Whoever decides by this asks before anything else is locked (ADR 9).
    public Map<Person, Standing> standing(Collection<Person> people) {
        var standing = new HashMap<Person, Standing>();
        if (people.isEmpty()) return standing;
        var asked = List.copyOf(people);
        var organizations = SqlArrays.uuids(asked, one -> one.organization().value());
        var keys = SqlArrays.texts(asked, one -> one.key().value());
        ledger.lock(organizations, keys);
        db.sql()
                .sql(STANDING)
                .param("organizations", organizations)
                .param("keys", keys)
                .query(row -> {
                    var marketing = row.getObject("marketing", OffsetDateTime.class);
                    standing.put(
                            Person.of(row),
                            new Standing(
                                    marketing == null ? null : marketing.toInstant(),
                                    row.getBoolean("all")));
                });
        return standing;
    }
}
