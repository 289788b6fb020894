package org.wabs.server.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wabs.server.contact.ContactView.ConsentEntry;
import org.wabs.server.contact.ContactView.OptOutOf;
import org.wabs.server.contact.filter.ContactFilter.ConsentState;
import org.wabs.server.identity.Shown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads contacts from rows, as the caller of the present request may see them.
final class ContactRows {
    /// What a [ContactView] is made of.
    private static final String FIELDS =
            """
            c.id, c.phone, c.bsuid, c.name, c.language, c.country, c.attributes, c.opted_in_at, c.created_at, c.updated_at, c.version,
                   ARRAY(SELECT t.tag FROM contact_tag t
                          WHERE t.organization_id = c.organization_id AND t.contact_id = c.id ORDER BY t.tag) AS tags,
                   ARRAY(SELECT s.category || ' ' || s.source || ' ' || extract(epoch FROM s.since)::bigint FROM suppression s
                          WHERE s.organization_id = c.organization_id AND s.recipient_key = c.recipient_key ORDER BY s.category) AS opt_outs\
            """;

    /// Without the times of messages.
    static final String COLUMNS =
            FIELDS
                    + ", CAST(NULL AS timestamptz) AS inbound_at, CAST(NULL AS timestamptz) AS outbound_at FROM contact c";

    /// A person has few messages, and the index gives them in order: bounded by the month of the
    /// newest only.
    static final String WITH_TIMES =
            FIELDS
                    + """
                    ,
                    (SELECT m.at FROM contact_message m
                      WHERE m.organization_id = c.organization_id AND m.contact_id = c.id AND NOT m.outbound AND NOT m.notice
                      ORDER BY m.id DESC LIMIT 1) AS inbound_at,
                    (SELECT m.at FROM contact_message m
                      WHERE m.organization_id = c.organization_id AND m.contact_id = c.id AND m.outbound AND m.sent
                      ORDER BY m.id DESC LIMIT 1) AS outbound_at
                      FROM contact c\
                    """;

    private final ObjectMapper json;

    ContactRows(ObjectMapper json) {
        this.json = json;
    }

    ContactView view(ResultSet row) throws SQLException {
        var optedInAt = row.getObject("opted_in_at", OffsetDateTime.class);
        var optOuts = optOuts((String[]) row.getArray("opt_outs").getArray());
        return new ContactView(
                row.getObject("id", UUID.class),
                Shown.toCaller(row.getString("phone")),
                row.getString("bsuid"),
                row.getString("name"),
                row.getString("language"),
                row.getString("country"),
                json.readValue(row.getString("attributes"), JsonNode.class),
                List.of((String[]) row.getArray("tags").getArray()),
                state(optOuts, optedInAt != null),
                optOuts,
                optedInAt == null ? null : optedInAt.toInstant(),
                instantOrNull(row, "inbound_at"),
                instantOrNull(row, "outbound_at"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getInt("version"));
    }

    private static List<OptOutOf> optOuts(String[] texts) {
        var optOuts = new ArrayList<OptOutOf>();
        for (var text : texts) {
            var parts = text.split(" ");
            optOuts.add(
                    new OptOutOf(
                            ConsentCategory.valueOf(parts[0]),
                            Instant.ofEpochSecond(Long.parseLong(parts[2])),
                            parts[1]));
        }
        return optOuts;
    }

    private static ConsentState state(List<OptOutOf> optOuts, boolean optedIn) {
        var categories = optOuts.stream().map(OptOutOf::category).toList();
        if (categories.contains(ConsentCategory.ALL)) return ConsentState.OPTED_OUT;
        if (categories.contains(ConsentCategory.MARKETING))
            return ConsentState.OPTED_OUT_OF_MARKETING;
        return optedIn ? ConsentState.OPTED_IN : ConsentState.UNKNOWN;
    }

    ConsentEntry entry(ResultSet row) throws SQLException {
        var evidence = row.getString("evidence");
        return new ConsentEntry(
                instant(row, "at"),
                row.getString("action"),
                ConsentCategory.valueOf(row.getString("category")),
                row.getString("source"),
                row.getString("text"),
                evidence == null ? null : json.readValue(evidence, JsonNode.class));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
