package org.wabs.server.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.wabs.server.contact.ContactCounts.Count;
import org.wabs.server.contact.ContactCounts.Preview;
import org.wabs.server.contact.filter.ContactFilter;
import org.wabs.server.contact.filter.ContactFilter.ConsentState;
import org.wabs.server.contact.filter.ContactFilter.Outcome;
import org.wabs.server.platform.sql.AppDb;

/// Who opted out, and whom a campaign failed to reach or skipped: what records that is read, not
/// people. Up to [#ALL] records all are asked whose they are; of more about [#ASKED], whose share
/// stands for all.
final class RecordedPeople {
    /// Of how many records all are asked.
    private static final int ALL = 2_000;

    /// About how many are asked of more.
    private static final int ASKED = 1_000;

    /// Where one in so many of the asked matches, the share is right within 6 % (standard
    /// deviation).
    private static final int TELLING = 4;

    /// People with more records than these are many: a sample of all people says it as well.
    private static final int MOST = 50_000;

    /// Which are asked is decided by a hash: as good as drawn, and the same each time.
    private static final String COUNT =
            """
            WITH size AS MATERIALIZED (
                SELECT count(*) AS records, CASE WHEN count(*) <= :all THEN 1 ELSE ceil(count(*) / CAST(:asked AS float8))::integer END AS step
                  FROM (SELECT FROM {records} LIMIT :most + 1) r
            ), asked AS MATERIALIZED (
                SELECT {id} AS id FROM {records}
                   AND (SELECT records FROM size) <= :most AND {hash} % (SELECT step FROM size) = 0
            ), found AS MATERIALIZED (
                SELECT DISTINCT c.contact_id FROM asked r {owner}
            )
            SELECT (SELECT records FROM size) AS records, (SELECT count(*) FROM asked) AS asked, (SELECT count(*) FROM found) AS found,
                   ARRAY(SELECT contact_id FROM found ORDER BY contact_id DESC LIMIT :examples) AS examples\
            """;

    private static final String OPT_OUTS =
            COUNT.replace("{records}", "suppression WHERE category = 'ALL'")
                    .replace("{id}", "recipient_key")
                    .replace("{hash}", "(hashtext(recipient_key) & 2147483647)")
                    .replace("{owner}", "JOIN contact_audience c ON c.recipient_key = r.id");

    private static final String MESSAGES =
            COUNT.replace("{records}", "campaign_unusual WHERE campaign_id = :campaign")
                    .replace("{id}", "id")
                    .replace("{hash}", "(uuid_hash(id) & 2147483647)")
                    .replace(
                            "{owner}",
                            """
                            JOIN contact_message m ON m.id = r.id AND {outcome}
                            JOIN contact_audience c ON c.contact_id = m.contact_id\
                            """);

    private static final String FAILED = MESSAGES.replace("{outcome}", "m.failed");
    private static final String SKIPPED = MESSAGES.replace("{outcome}", "m.skipped IS NOT NULL");

    /// @param found people whose records were asked
    private record Found(long records, long asked, long found, List<UUID> examples) {
        boolean isTelling() {
            return areAll() || found * TELLING >= asked;
        }

        private boolean areAll() {
            return asked == records;
        }

        Preview preview() {
            var count =
                    areAll()
                            ? new Count(found, false)
                            : new Count(
                                    ContactSample.rounded((double) found / asked * records), true);
            return new Preview(count, examples);
        }
    }

    private final AppDb db;

    RecordedPeople(AppDb db) {
        this.db = db;
    }

    /// @return empty where the filter asks for something else, or there are too many records, or
    ///   too few of those who were asked match
    Optional<Preview> count(ContactFilter filter) {
        return switch (filter) {
            case ContactFilter.Consent(var any) when any.equals(List.of(ConsentState.OPTED_OUT)) ->
                    count(OPT_OUTS, Map.of());
            case ContactFilter.Campaign(var id, var outcome) when outcome == Outcome.FAILED ->
                    count(FAILED, Map.of("campaign", id));
            case ContactFilter.Campaign(var id, var outcome) when outcome == Outcome.SKIPPED ->
                    count(SKIPPED, Map.of("campaign", id));
            default -> Optional.empty();
        };
    }

    private Optional<Preview> count(String sql, Map<String, ?> values) {
        var found =
                Objects.requireNonNull(
                        db.tx()
                                .execute(status ->
                                        db.sql()
                                                .sql(sql)
                                                .params(values)
                                                .param("most", MOST)
                                                .param("all", ALL)
                                                .param("asked", ASKED)
                                                .param("examples", ContactCounts.EXAMPLES)
                                                .query((row, n) ->
                                                        new Found(
                                                                row.getLong("records"),
                                                                row.getLong("asked"),
                                                                row.getLong("found"),
                                                                ContactSample.ids(row, "examples")))
                                                .single()));
        return found.records <= MOST && found.isTelling()
                ? Optional.of(found.preview())
                : Optional.empty();
    }
}
