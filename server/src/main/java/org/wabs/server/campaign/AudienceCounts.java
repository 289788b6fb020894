package org.wabs.server.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.wabs.server.contact.ContactFilters;
import org.wabs.server.contact.RecipientKey;
import org.wabs.server.message.SkipReason;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;

/// Who of an audience would be written to, and why the others not: the rules of the plan's own
/// statement (message's `PlannedMessages`), read without writing. A test compares the two.
final class AudienceCounts {
    /// @param skipped people by reason
    /// @param countries of those who would be written to; the empty one stands for none known
    record Counts(long willBeSent, Map<String, Long> skipped, Map<String, Long> countries) {
        /// With a number of the United States.
        long toUs() {
            return countries.getOrDefault("US", 0L);
        }

        /// Skipped for want of a value.
        long withoutValue() {
            return skipped.getOrDefault(SkipReason.MISSING_PARAMETER.name(), 0L);
        }

        long matching() {
            return willBeSent + skipped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final String HAS_NO_VALUE =
            """
            coalesce(CASE variable ->> 'source'
                          WHEN 'NAME' THEN c.name
                          WHEN 'NUMBER' THEN c.recipient
                          WHEN 'LANGUAGE' THEN c.language
                          ELSE c.attributes ->> (variable ->> 'key') END, '') = ''\
            """;

    private static final String JUDGED =
            """
            WITH judged AS (
                SELECT c.contact_id, c.recipient, c.name, c.language, c.country, c.attributes,
                       CASE WHEN EXISTS (SELECT FROM suppression s
                                          WHERE s.organization_id = c.organization_id AND s.recipient_key = c.recipient_key
                                            AND s.category IN ('ALL', :category)) THEN 'OPTED_OUT'
                            WHEN c.opted_in_at IS NULL THEN 'NO_OPT_IN'
                            WHEN :capMessages > 0 AND (
                                    SELECT count(*) FROM message f
                                     WHERE f.organization_id = c.organization_id AND f.contact_id = c.contact_id
                                       AND f.id > wabs_uuid_floor(clock_timestamp() - :capDays * interval '1 day')
                                       AND f.outbound AND f.category = :category
                                       AND message_status(f) NOT IN ('SKIPPED', 'CANCELLED', 'FAILED')) >= :capMessages THEN 'FREQUENCY_CAP'
                            WHEN :mayBeMissing AND EXISTS (
                                    SELECT FROM jsonb_array_elements(CAST(:needed AS jsonb)) AS v(variable) WHERE %s) THEN 'MISSING_PARAMETER'
                       END AS skipped
                  FROM contact_audience c
                 WHERE {people}
            )
            """
                    .formatted(HAS_NO_VALUE);

    private final AppDb db;
    private final ContactFilters filters;
    private final ObjectMapper json;

    AudienceCounts(AppDb db, ContactFilters filters, ObjectMapper json) {
        this.db = db;
        this.filters = filters;
        this.json = json;
    }

    /// With a copy of the saved filter as it is now.
    ///
    /// @throws ProblemException when the saved audience is gone, and nothing was copied before
    Audience frozen(Audience audience) {
        if (audience.id() == null) return audience;
        var saved = filters.find(audience.id());
        if (saved.isPresent()) return audience.frozen(saved.get().filter());
        if (audience.filter() != null) return audience;
        throw new ProblemException(
                        ProblemType.AUDIENCE_EMPTY,
                        "There is no audience "
                                + audience.id()
                                + " (any more). Choose another, or leave it out to write to everybody.")
                .field("audience.id", "one of GET /api/audiences");
    }

    boolean matchesAnybody(Audience audience) {
        var people = frozen(audience).condition();
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                "SELECT EXISTS (SELECT FROM contact_audience c WHERE "
                                                        + people.sql()
                                                        + ")")
                                        .params(people.values())
                                        .query(Boolean.class)
                                        .single()));
    }

    /// Whether anybody would be written to; stops at the first one.
    boolean reachesAnybody(
            Audience audience, String category, @Nullable FrequencyCap cap, ArrayNode needed) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                judged(
                                                JUDGED
                                                        + "SELECT EXISTS (SELECT FROM judged WHERE skipped IS NULL)",
                                                audience,
                                                category,
                                                cap,
                                                needed)
                                        .query(Boolean.class)
                                        .single()));
    }

    /// How many of those skipped for it lack the first, the second, … of the needed variables.
    List<Long> lacking(
            Audience audience, String category, @Nullable FrequencyCap cap, ArrayNode needed) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                judged(
                                                JUDGED
                                                        + """
                                                        SELECT count(c.*) FROM jsonb_array_elements(CAST(:needed AS jsonb)) WITH ORDINALITY AS v(variable, place)
                                                          LEFT JOIN judged c ON c.skipped = 'MISSING_PARAMETER' AND %s
                                                         GROUP BY place ORDER BY place\
                                                        """
                                                                .formatted(HAS_NO_VALUE),
                                                audience,
                                                category,
                                                cap,
                                                needed)
                                        .query(Long.class)
                                        .list()));
    }

    /// @param cap null: none
    /// @param needed variables that somebody may lack
    Counts count(Audience audience, String category, @Nullable FrequencyCap cap, ArrayNode needed) {
        var rows =
                db.tx()
                        .execute(status ->
                                judged(
                                                JUDGED
                                                        + """
                                                        SELECT coalesce(skipped, '') AS skipped,
                                                               CASE WHEN skipped IS NULL THEN coalesce(country, '') END AS country, count(*) AS people
                                                          FROM judged GROUP BY 1, 2\
                                                        """,
                                                audience,
                                                category,
                                                cap,
                                                needed)
                                        .query((row, number) ->
                                                new Group(
                                                        row.getString("skipped"),
                                                        row.getString("country"),
                                                        row.getLong("people")))
                                        .list());
        long willBeSent = 0;
        var countries = new TreeMap<String, Long>();
        var skipped = new TreeMap<String, Long>();
        for (var group : Objects.requireNonNull(rows)) {
            if (group.country() == null) {
                skipped.put(group.skipped(), group.people());
            } else {
                willBeSent += group.people();
                countries.put(group.country(), group.people());
            }
        }
        return new Counts(willBeSent, skipped, countries);
    }

    /// @param country null for those who are skipped
    private record Group(String skipped, @Nullable String country, long people) {}

    /// The first of those who would be written to.
    List<Person> first(
            Audience audience,
            String category,
            @Nullable FrequencyCap cap,
            ArrayNode needed,
            int limit) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                judged(
                                                JUDGED
                                                        + """
                                                        SELECT recipient, name, language, attributes FROM judged
                                                         WHERE skipped IS NULL ORDER BY contact_id LIMIT :limit\
                                                        """,
                                                audience,
                                                category,
                                                cap,
                                                needed)
                                        .param("limit", limit)
                                        .query(this::person)
                                        .list()));
    }

    /// The contact with this number.
    Optional<Person> contact(String recipient) {
        return Objects.requireNonNull(
                db.tx()
                        .execute(status ->
                                db.sql()
                                        .sql(
                                                """
                                                SELECT recipient, name, language, attributes FROM contact_audience
                                                 WHERE recipient_key = :key LIMIT 1\
                                                """)
                                        .param("key", RecipientKey.of(recipient).value())
                                        .query(this::person)
                                        .optional()));
    }

    private Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("recipient"),
                row.getString("name"),
                row.getString("language"),
                json.readValue(row.getString("attributes"), JsonNode.class));
    }

    private StatementSpec judged(
            String sql,
            Audience audience,
            String category,
            @Nullable FrequencyCap cap,
            ArrayNode needed) {
        var people = frozen(audience).condition();
        return db.sql()
                .sql(sql.replace("{people}", people.sql()))
                .params(people.values())
                .param("category", category)
                .param("capMessages", cap == null ? 0 : cap.messages())
                .param("capDays", cap == null ? 0 : cap.days())
                .param("mayBeMissing", !needed.isEmpty())
                .param("needed", needed.toString());
    }
}
